<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Funduscope</name>
    <message>
        <source>	Del</source>
        <translation>	Entf</translation>
    </message>
    <message>
        <source>  (read only)</source>
        <translation>  (schreibgeschützt)</translation>
    </message>
    <message>
        <source>  ({low:.0%} to {high:.0%})</source>
        <translation>  ({low:.0%} bis {high:.0%})</translation>
    </message>
    <message>
        <source>  ({low:.{digits}f} to {high:.{digits}f})</source>
        <translation>  ({low:.{digits}f} bis {high:.{digits}f})</translation>
    </message>
    <message>
        <source> (95 % interval {low:.2f} to {high:.2f})</source>
        <translation> (95-%-Intervall {low:.2f} bis {high:.2f})</translation>
    </message>
    <message>
        <source> (guessed)</source>
        <translation> (vermutet)</translation>
    </message>
    <message>
        <source> (now {names})</source>
        <translation> (jetzt {names})</translation>
    </message>
    <message>
        <source> A mixing matrix: a cell an input, in reading order.</source>
        <translation> Eine Mischmatrix: eine Zelle je Eingang, in Leserichtung.</translation>
    </message>
    <message>
        <source> Also by {parts}.</source>
        <translation> Auch von {parts}.</translation>
    </message>
    <message>
        <source> And {count} more.</source>
        <translation> Und {count} weitere.</translation>
    </message>
    <message>
        <source> Ask the network now</source>
        <translation> Netz jetzt befragen</translation>
    </message>
    <message>
        <source> Batch normalisation keeps {statistics:,} numbers beside them.</source>
        <translation> Die Batch-Normalisierung führt daneben {statistics:,} Zahlen.</translation>
    </message>
    <message>
        <source> Make exemplars</source>
        <translation> Musterbilder erzeugen</translation>
    </message>
    <message>
        <source> Make study</source>
        <translation> Studie anlegen</translation>
    </message>
    <message>
        <source> Open the best so far</source>
        <translation> Bisher bestes öffnen</translation>
    </message>
    <message>
        <source> Open the trained model</source>
        <translation> Trainiertes Modell öffnen</translation>
    </message>
    <message>
        <source> Run at a size fit for this machine</source>
        <translation> In einer Größe für diesen Rechner ausführen</translation>
    </message>
    <message>
        <source> Show in Review</source>
        <translation> In Sichtung zeigen</translation>
    </message>
    <message>
        <source> Stop</source>
        <translation> Anhalten</translation>
    </message>
    <message>
        <source> With a channel of a layer as the target, the layers are listed here again.</source>
        <translation> Mit einem Kanal einer Schicht als Ziel werden die Schichten hier wieder aufgeführt.</translation>
    </message>
    <message>
        <source> With {whole} readers, or a multiple, arms are balanced photograph by photograph.</source>
        <translation> Mit {whole} Befundern oder einem Vielfachen sind die Arme Aufnahme für Aufnahme ausgeglichen.</translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation> und {count:,} weitere</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source> at layer &apos;{layer}&apos;</source>
        <translation> in Schicht „{layer}“</translation>
    </message>
    <message>
        <source> at {layer}</source>
        <translation> in {layer}</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> in {times} periods</source>
        <translation> in {times} Abschnitten</translation>
    </message>
    <message>
        <source> masks</source>
        <translation> Masken</translation>
    </message>
    <message>
        <source> of {reader}</source>
        <translation> von {reader}</translation>
    </message>
    <message>
        <source> or a </source>
        <translation> oder ein </translation>
    </message>
    <message>
        <source> per second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source> {done} of {total}</source>
        <translation> {done} von {total}</translation>
    </message>
    <message>
        <source> {more} more cohorts are not shown.</source>
        <translation> {more} weitere Kohorten werden nicht gezeigt.</translation>
    </message>
    <message>
        <source> {untold:,} more whose disc and fovea are not known take no part.</source>
        <translation> {untold:,} weitere, deren Papille und Fovea nicht bekannt sind, nehmen nicht teil.</translation>
    </message>
    <message>
        <source> · no evidence at this layer</source>
        <translation> · keine Evidenz in dieser Schicht</translation>
    </message>
    <message>
        <source>&amp;About Funduscope</source>
        <translation>&amp;Über Funduscope</translation>
    </message>
    <message>
        <source>&amp;Add photographs to the project…</source>
        <translation>Aufnahmen zum Projekt &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;All photographs</source>
        <translation>&amp;Alle Aufnahmen</translation>
    </message>
    <message>
        <source>&amp;Animate the sequence…</source>
        <translation>&amp;Folge animieren…</translation>
    </message>
    <message>
        <source>&amp;As the sources say</source>
        <translation>&amp;Wie die Quellen sagen</translation>
    </message>
    <message>
        <source>&amp;Audit…</source>
        <translation>Prü&amp;fen…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Both eyes</source>
        <translation>&amp;Beide Augen</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>&amp;Channel of the layer</source>
        <translation>&amp;Kanal der Schicht</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Klasse</translation>
    </message>
    <message>
        <source>&amp;Close photographs</source>
        <translation>Aufnahmen sch&amp;ließen</translation>
    </message>
    <message>
        <source>&amp;Copy view</source>
        <translation>Ansicht &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Daten</translation>
    </message>
    <message>
        <source>&amp;Deeper layer</source>
        <translation>&amp;Tiefere Schicht</translation>
    </message>
    <message>
        <source>&amp;Delete the mark</source>
        <translation>Markierung &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>&amp;Exclude all of them</source>
        <translation>Alle &amp;ausschließen</translation>
    </message>
    <message>
        <source>&amp;Export the table as CSV…</source>
        <translation>Tabelle als &amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>&amp;Export view as PNG…</source>
        <translation>Ansicht als &amp;PNG exportieren…</translation>
    </message>
    <message>
        <source>&amp;Eyes that differ</source>
        <translation>A&amp;bweichende Augen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Befehl suchen…</translation>
    </message>
    <message>
        <source>&amp;Find photographs</source>
        <translation>Aufnahmen &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Fit in window</source>
        <translation>In Fenster &amp;einpassen</translation>
    </message>
    <message>
        <source>&amp;Follow the prediction</source>
        <translation>Der &amp;Vorhersage folgen</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Go on computing</source>
        <translation>&amp;Weiterrechnen</translation>
    </message>
    <message>
        <source>&amp;Good</source>
        <translation>&amp;Gut</translation>
    </message>
    <message>
        <source>&amp;Grade</source>
        <translation>&amp;Grad</translation>
    </message>
    <message>
        <source>&amp;Grid of comparison</source>
        <translation>Ver&amp;gleichsraster</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Hide overlay (hold)</source>
        <translation>Überlagerung &amp;ausblenden (halten)</translation>
    </message>
    <message>
        <source>&amp;Import COCO JSON…</source>
        <translation>COCO-JSON &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Import labels from a table…</source>
        <translation>&amp;Labels aus Tabelle importieren…</translation>
    </message>
    <message>
        <source>&amp;Keep the first of each, exclude the others</source>
        <translation>&amp;Jeweils die erste behalten, die anderen ausschließen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Label</translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lasso</translation>
    </message>
    <message>
        <source>&amp;Last layer</source>
        <translation>&amp;Letzte Schicht</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>&amp;Helles Design</translation>
    </message>
    <message>
        <source>&amp;Link zoom</source>
        <translation>Zoom &amp;koppeln</translation>
    </message>
    <message>
        <source>&amp;Look and grade</source>
        <translation>&amp;Ansehen und graduieren</translation>
    </message>
    <message>
        <source>&amp;Look at this one	Enter</source>
        <translation>Diese &amp;ansehen	Enter</translation>
    </message>
    <message>
        <source>&amp;Look for changes</source>
        <translation>Auf Änderungen &amp;prüfen</translation>
    </message>
    <message>
        <source>&amp;Make photographs with known truth…</source>
        <translation>Aufnahmen &amp;mit bekannter Wahrheit erzeugen…</translation>
    </message>
    <message>
        <source>&amp;Members of the ensemble…</source>
        <translation>&amp;Mitglieder des Ensembles…</translation>
    </message>
    <message>
        <source>&amp;Mirror the left eye</source>
        <translation>&amp;Linkes Auge spiegeln</translation>
    </message>
    <message>
        <source>&amp;Mirror the photograph</source>
        <translation>Aufnahme &amp;spiegeln</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Names of lesions…</source>
        <translation>&amp;Namen der Läsionen…</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>&amp;New training…</source>
        <translation>&amp;Neues Training…</translation>
    </message>
    <message>
        <source>&amp;Next photograph</source>
        <translation>&amp;Nächste Aufnahme</translation>
    </message>
    <message>
        <source>&amp;No grade</source>
        <translation>&amp;Kein Grad</translation>
    </message>
    <message>
        <source>&amp;Open photographs…</source>
        <translation>Aufnahmen ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>Ü&amp;berlagerung</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Parameters</source>
        <translation>&amp;Parameter</translation>
    </message>
    <message>
        <source>&amp;Photograph only</source>
        <translation>&amp;Nur Aufnahme</translation>
    </message>
    <message>
        <source>&amp;Pin this view</source>
        <translation>Diese Ansicht an&amp;heften</translation>
    </message>
    <message>
        <source>&amp;Pin this view to compare</source>
        <translation>Diese Ansicht zum Vergleich an&amp;heften</translation>
    </message>
    <message>
        <source>&amp;Predict all photographs</source>
        <translation>Alle Aufnahmen &amp;vorhersagen</translation>
    </message>
    <message>
        <source>&amp;Prepare photographs…</source>
        <translation>Aufnahmen auf&amp;bereiten…</translation>
    </message>
    <message>
        <source>&amp;Previous photograph</source>
        <translation>&amp;Vorherige Aufnahme</translation>
    </message>
    <message>
        <source>&amp;Put the tool away</source>
        <translation>&amp;Werkzeug weglegen</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Reader</source>
        <translation>&amp;Befunder</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo {words}</source>
        <translation>&amp;Wiederholen: {words}</translation>
    </message>
    <message>
        <source>&amp;Region by a click</source>
        <translation>Re&amp;gion durch Klick</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Remove {removals}{keys}</source>
        <translation>&amp;Entfernen: {removals}{keys}</translation>
    </message>
    <message>
        <source>&amp;Reproduce…</source>
        <translation>&amp;Reproduzieren…</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Sichtung</translation>
    </message>
    <message>
        <source>&amp;Shallower layer</source>
        <translation>&amp;Flachere Schicht</translation>
    </message>
    <message>
        <source>&amp;Side by side</source>
        <translation>Neben&amp;einander</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation>&amp;Aufteilung</translation>
    </message>
    <message>
        <source>&amp;Split into training and test…</source>
        <translation>In Training und Test &amp;aufteilen…</translation>
    </message>
    <message>
        <source>&amp;Stop computing</source>
        <translation>Berechnung an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Sure</source>
        <translation>&amp;Sicher</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>&amp;Truth: mask outlines</source>
        <translation>&amp;Wahrheit: Maskenumrisse</translation>
    </message>
    <message>
        <source>&amp;Turn the photograph by half</source>
        <translation>Aufnahme um 180° &amp;drehen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo {words}</source>
        <translation>&amp;Rückgängig: {words}</translation>
    </message>
    <message>
        <source>&amp;Usable</source>
        <translation>&amp;Brauchbar</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;What if</source>
        <translation>&amp;Was wäre wenn</translation>
    </message>
    <message>
        <source>&amp;What is explained…</source>
        <translation>&amp;Was erklärt wird…</translation>
    </message>
    <message>
        <source>&amp;Workspace</source>
        <translation>Arbeits&amp;bereich</translation>
    </message>
    <message>
        <source>&amp;Wrong predictions</source>
        <translation>&amp;Falsche Vorhersagen</translation>
    </message>
    <message>
        <source>&apos;{card_name}&apos; has no class &apos;{name}&apos;.</source>
        <translation>„{card_name}“ hat keine Klasse „{name}“.</translation>
    </message>
    <message>
        <source>&apos;{class_names}&apos; and &apos;{class_names_2}&apos; are no neighbours in &apos;{card_name}&apos;.</source>
        <translation>„{class_names}“ und „{class_names_2}“ sind in „{card_name}“ keine Nachbarn.</translation>
    </message>
    <message>
        <source>&apos;{class_name}&apos;. The mean weighs members as the ensemble weighs their answers for this class; the disagreement is the standard deviation between them. Where it is as large as the mean, the mean is nobody&apos;s map. Each member&apos;s own map is in its own colours and units.</source>
        <translation>„{class_name}“. Das Mittel gewichtet die Mitglieder so, wie das Ensemble ihre Antworten für diese Klasse gewichtet; die Uneinigkeit ist die Standardabweichung zwischen ihnen. Wo sie so groß ist wie das Mittel, ist das Mittel niemandes Karte. Die Karte jedes Mitglieds hat eigene Farben und Einheiten.</translation>
    </message>
    <message>
        <source>&apos;{classes_name}&apos; has the grades 0 to {count}</source>
        <translation>„{classes_name}“ hat die Grade 0 bis {count}</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; could not go on</source>
        <translation>„{folder_name}“ konnte nicht fortgesetzt werden</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; could not go on: {message}</source>
        <translation>„{folder_name}“ konnte nicht fortgesetzt werden: {message}</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained</source>
        <translation>„{folder_name}“ ist trainiert</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained: its model can be opened</source>
        <translation>„{folder_name}“ ist trainiert: Das Modell kann geöffnet werden</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained: its model can be opened in Train</source>
        <translation>„{folder_name}“ ist trainiert: Das Modell kann in Training geöffnet werden</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; waits for its turn</source>
        <translation>„{folder_name}“ wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; was run at the scale &apos;{scale}&apos;, which is not known here.</source>
        <translation>„{folder_name}“ lief im Umfang „{scale}“, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; cannot be made: {strerror}.</source>
        <translation>„{folder}“ kann nicht angelegt werden: {strerror}.</translation>
    </message>
    <message>
        <source>&apos;{known_name}&apos; has changed since this view was made: it is no longer the same photograph.</source>
        <translation>„{known_name}“ wurde geändert, seit diese Ansicht entstand: Es ist nicht mehr dieselbe Aufnahme.</translation>
    </message>
    <message>
        <source>&apos;{layer}&apos; has no kernels</source>
        <translation>„{layer}“ hat keine Kerne</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is being trained.</source>
        <translation>„{name}“ wird gerade trainiert.</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not the model of this view, or its card has been changed since. The file that is looked for has the SHA-256 {model}…</source>
        <translation>„{name}“ ist nicht das Modell dieser Ansicht, oder sein Steckbrief wurde seither geändert. Die gesuchte Datei hat den SHA-256 {model}…</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; cannot be read: {strerror}.</source>
        <translation>„{path_name}“ kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; cannot be written: {strerror}.</source>
        <translation>„{path_name}“ kann nicht geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed on the disk since it was opened.</source>
        <translation>„{path_name}“ wurde auf dem Datenträger geändert, seit es geöffnet wurde.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed on the disk since it was opened: what is shown is of the model as it was. Open it again to look through the photographs with the new one.</source>
        <translation>„{path_name}“ wurde auf dem Datenträger geändert, seit es geöffnet wurde: Gezeigt wird das Modell, wie es war. Öffnen Sie es erneut, um die Aufnahmen mit dem neuen durchzugehen.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed since its pass over these photographs.</source>
        <translation>„{path_name}“ wurde seit seinem Durchgang durch diese Aufnahmen geändert.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; holds no edits.</source>
        <translation>„{path_name}“ enthält keine Änderungen.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is damaged.</source>
        <translation>„{path_name}“ ist beschädigt.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is not there any more.</source>
        <translation>„{path_name}“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is the photograph itself, which is never written to.</source>
        <translation>„{path_name}“ ist die Aufnahme selbst; in sie wird nie geschrieben.</translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is too large to be a file of edits.</source>
        <translation>„{path_name}“ ist zu groß für eine Datei mit Änderungen.</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written: {strerror}.</source>
        <translation>„{path}“ kann nicht geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>&apos;{stem}&apos; is ready: readers can begin</source>
        <translation>„{stem}“ ist bereit: Die Befunder können beginnen</translation>
    </message>
    <message>
        <source>&apos;{still_open}&apos; has no class yet.</source>
        <translation>„{still_open}“ hat noch keine Klasse.</translation>
    </message>
    <message>
        <source>&apos;{title}&apos; is done: its report is in Train, Reproduce</source>
        <translation>„{title}“ ist fertig: Der Bericht steht in Training, Reproduzieren</translation>
    </message>
    <message>
        <source>&apos;{value_name}&apos; is trained elsewhere: pause it there</source>
        <translation>„{value_name}“ wird anderswo trainiert: Halten Sie es dort an</translation>
    </message>
    <message>
        <source>&apos;{wanted}&apos; does not name {what}.</source>
        <translation>„{wanted}“ bezeichnet nicht {what}.</translation>
    </message>
    <message>
        <source>+ Filter</source>
        <translation>+ Filter</translation>
    </message>
    <message>
        <source>, and {rest:,} more</source>
        <translation>, dazu {rest:,} weitere</translation>
    </message>
    <message>
        <source>, cannot be read</source>
        <translation>, kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>, labelled {name}</source>
        <translation>, Label {name}</translation>
    </message>
    <message>
        <source>, mostly {size}</source>
        <translation>, hauptsächlich {size}</translation>
    </message>
    <message>
        <source>, not finished</source>
        <translation>, nicht abgeschlossen</translation>
    </message>
    <message>
        <source>, stands on its head</source>
        <translation>, steht auf dem Kopf</translation>
    </message>
    <message>
        <source>, the network says {share:.0%}</source>
        <translation>, das Netz sagt {share:.0%}</translation>
    </message>
    <message>
        <source>, upside down</source>
        <translation>, auf dem Kopf</translation>
    </message>
    <message>
        <source>, {dead} dead</source>
        <translation>, {dead} tot</translation>
    </message>
    <message>
        <source>, {kept:,} were there already</source>
        <translation>, {kept:,} waren schon da</translation>
    </message>
    <message>
        <source>, {unreadable:,} could not be read</source>
        <translation>, {unreadable:,} konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>, {without_evidence} without evidence</source>
        <translation>, {without_evidence} ohne Evidenz</translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation>-1 bis 1</translation>
    </message>
    <message>
        <source>. {count:,} could not be: the manifest says why</source>
        <translation>. {count:,} gelangen nicht: Das Verzeichnis sagt, warum</translation>
    </message>
    <message>
        <source>. {left_out:,} photographs were left out: figures.csv says why</source>
        <translation>. {left_out:,} Aufnahmen wurden ausgelassen: figures.csv sagt, warum</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 bis 1</translation>
    </message>
    <message>
        <source>0.1 scales by 1/1.1 to 1.1.</source>
        <translation>0,1 skaliert um 1/1,1 bis 1,1.</translation>
    </message>
    <message>
        <source>0.2 multiplies by 0.8 to 1.2.</source>
        <translation>0,2 multipliziert mit 0,8 bis 1,2.</translation>
    </message>
    <message>
        <source>0.99 or so keeps a moving average and uses that; 0: none.</source>
        <translation>Etwa 0,99 führt ein gleitendes Mittel und verwendet es; 0: keines.</translation>
    </message>
    <message>
        <source>0: all alike; 1: every class has the same say.</source>
        <translation>0: alle gleich; 1: Jede Klasse hat dasselbe Gewicht.</translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation>1 - Spezifität</translation>
    </message>
    <message>
        <source>1-9 choose another name, Esc leaves</source>
        <translation>1-9 wählen einen anderen Namen, Esc verlässt</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>: {count:,} of {total:,} photographs</source>
        <translation>: {count:,} von {total:,} Aufnahmen</translation>
    </message>
    <message>
        <source>: {number} to {number_2}</source>
        <translation>: {number} bis {number_2}</translation>
    </message>
    <message>
        <source>; in {unknown} neither disc nor fovea was found (mark them here)</source>
        <translation>; in {unknown} wurde weder Papille noch Fovea gefunden (hier markieren)</translation>
    </message>
    <message>
        <source>; {count:,} without</source>
        <translation>; {count:,} ohne</translation>
    </message>
    <message>
        <source>; {failed} could not be used</source>
        <translation>; {failed} waren nicht verwendbar</translation>
    </message>
    <message>
        <source>; {left_out} could not be read</source>
        <translation>; {left_out} konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>; {unpredicted:,} more have a label but no prediction</source>
        <translation>; {unpredicted:,} weitere haben ein Label, aber keine Vorhersage</translation>
    </message>
    <message>
        <source>&lt;br&gt;&lt;span style=&quot;color:{dim}&quot;&gt;dashed: while learning; faint: step by step&lt;/span&gt;</source>
        <translation>&lt;br&gt;&lt;span style=&quot;color:{dim}&quot;&gt;gestrichelt: beim Lernen; blass: Schritt für Schritt&lt;/span&gt;</translation>
    </message>
    <message>
        <source>&lt;span style=&quot;color:{dim}&quot;&gt;{ending}Recall&lt;/span&gt;</source>
        <translation>&lt;span style=&quot;color:{dim}&quot;&gt;{ending}Trefferquote&lt;/span&gt;</translation>
    </message>
    <message>
        <source>A PNG a photograph, and figures.csv with probabilities and figures of the maps. An export that was stopped goes on in the same folder; any other must be empty.</source>
        <translation>Ein PNG je Aufnahme und figures.csv mit Wahrscheinlichkeiten und Kennzahlen der Karten. Ein angehaltener Export geht im selben Ordner weiter; jeder andere muss leer sein.</translation>
    </message>
    <message>
        <source>A box at the right lays a run&apos;s curves over the others.</source>
        <translation>Ein Kästchen rechts legt die Kurven eines Laufs über die anderen.</translation>
    </message>
    <message>
        <source>A channel of {layer}</source>
        <translation>Ein Kanal von {layer}</translation>
    </message>
    <message>
        <source>A class</source>
        <translation>Eine Klasse</translation>
    </message>
    <message>
        <source>A class has no strongest patch.</source>
        <translation>Eine Klasse hat keinen stärksten Ausschnitt.</translation>
    </message>
    <message>
        <source>A class with few photographs has little say in what is learned.</source>
        <translation>Eine Klasse mit wenigen Aufnahmen bestimmt kaum mit, was gelernt wird.</translation>
    </message>
    <message>
        <source>A click marks a lesion; digits choose which</source>
        <translation>Ein Klick markiert eine Läsion; Ziffern wählen, welche</translation>
    </message>
    <message>
        <source>A click marks {name} · </source>
        <translation>Ein Klick markiert {name} · </translation>
    </message>
    <message>
        <source>A click selects a mark and shows it; Delete takes it away, F2 gives it another name</source>
        <translation>Ein Klick wählt eine Markierung aus und zeigt sie; Entf nimmt sie weg, F2 gibt ihr einen anderen Namen</translation>
    </message>
    <message>
        <source>A defect of the program: this could not be computed.</source>
        <translation>Ein Fehler des Programms: Dies konnte nicht berechnet werden.</translation>
    </message>
    <message>
        <source>A die under any rotation, labelled by its most prominent face.</source>
        <translation>Ein Würfel in beliebiger Drehung, mit der auffälligsten Seite als Label.</translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>Ein Ordner</translation>
    </message>
    <message>
        <source>A folder in which others train</source>
        <translation>Ein Ordner, in dem andere trainieren</translation>
    </message>
    <message>
        <source>A left eye becomes a right one.</source>
        <translation>Aus einem linken Auge wird ein rechtes.</translation>
    </message>
    <message>
        <source>A model file like any other: {name}</source>
        <translation>Eine Modelldatei wie jede andere: {name}</translation>
    </message>
    <message>
        <source>A model is measured on the photographs of a project: it knows their labels and keeps what models say.</source>
        <translation>Ein Modell wird an den Aufnahmen eines Projekts gemessen: Es kennt ihre Labels und verwahrt, was Modelle sagen.</translation>
    </message>
    <message>
        <source>A model&apos;s file is not known on this machine.</source>
        <translation>Die Datei eines Modells ist auf diesem Rechner nicht bekannt.</translation>
    </message>
    <message>
        <source>A network that knows nothing yet: for tens of thousands of photographs, and patience.</source>
        <translation>Ein Netz, das noch nichts weiß: für Zehntausende von Aufnahmen, und Geduld.</translation>
    </message>
    <message>
        <source>A new training, with these settings to begin with</source>
        <translation>Ein neues Training, das mit diesen Einstellungen beginnt</translation>
    </message>
    <message>
        <source>A number is wanted, as 0.001 or 1e-3.</source>
        <translation>Erwartet wird eine Zahl wie 0.001 oder 1e-3.</translation>
    </message>
    <message>
        <source>A photograph is not shown again before the washout has passed. The next one can be seen on {when}.</source>
        <translation>Eine Aufnahme wird nicht wieder gezeigt, bevor die Auswaschphase vorüber ist. Die nächste ist ab {when} zu sehen.</translation>
    </message>
    <message>
        <source>A photograph is not the one that was chosen: its file was changed.</source>
        <translation>Eine Aufnahme ist nicht die gewählte: Ihre Datei wurde geändert.</translation>
    </message>
    <message>
        <source>A photograph of the data set will be shown here as the network gets to see it.</source>
        <translation>Hier erscheint eine Aufnahme des Datensatzes, wie das Netz sie zu sehen bekommt.</translation>
    </message>
    <message>
        <source>A project is one file that knows your photographs by their content: labels, predictions, splits and annotations stay with them, wherever they are moved.</source>
        <translation>Ein Projekt ist eine Datei, die Ihre Aufnahmen am Inhalt erkennt: Labels, Vorhersagen, Aufteilungen und Annotationen bleiben bei ihnen, wohin sie auch verschoben werden.</translation>
    </message>
    <message>
        <source>A project, a folder with a table of labels or with a folder for each class, a table, or an HDF5 file.</source>
        <translation>Ein Projekt, ein Ordner mit einer Labeltabelle oder mit einem Ordner je Klasse, eine Tabelle oder eine HDF5-Datei.</translation>
    </message>
    <message>
        <source>A report needs a photograph and a model: open both</source>
        <translation>Ein Bericht braucht eine Aufnahme und ein Modell: Öffnen Sie beide</translation>
    </message>
    <message>
        <source>A row of the table names no photograph of the folder.</source>
        <translation>Eine Zeile der Tabelle nennt keine Aufnahme des Ordners.</translation>
    </message>
    <message>
        <source>A sequence needs photographs</source>
        <translation>Eine Folge braucht Aufnahmen</translation>
    </message>
    <message>
        <source>A short training in which the learning rate rises from step to step. Good is where the loss falls fastest, well before it turns up again.</source>
        <translation>Ein kurzes Training, in dem die Lernrate von Schritt zu Schritt steigt. Gut ist sie dort, wo der Verlust am schnellsten fällt, deutlich bevor er wieder steigt.</translation>
    </message>
    <message>
        <source>A slightly smaller middle square is kept, as ImageNet&apos;s networks are tested: a border of one sixteenth is cut off on every side as well.</source>
        <translation>Ein etwas kleineres mittleres Quadrat bleibt, so wie Netze für ImageNet geprüft werden: Ringsum wird zusätzlich ein Rand von einem Sechzehntel abgeschnitten.</translation>
    </message>
    <message>
        <source>A small layer learns on labelled photographs whom to believe in which class.</source>
        <translation>Eine kleine Schicht lernt an Aufnahmen mit Label, wem bei welcher Klasse zu glauben ist.</translation>
    </message>
    <message>
        <source>A split that the project keeps; empty: drawn at random, without the photographs of locked test sets.</source>
        <translation>Eine Aufteilung, die das Projekt führt; leer: zufällig gezogen, ohne die Aufnahmen gesperrter Testmengen.</translation>
    </message>
    <message>
        <source>A table image, split, instead of shares drawn at random.</source>
        <translation>Eine Tabelle image, split anstelle zufällig gezogener Anteile.</translation>
    </message>
    <message>
        <source>A temperature of {temperature:.3f}, found on {photographs:,} photographs, makes the model {way}. Mean negative log-likelihood {loss_before:.3f}, then {loss_after:.3f}. The predicted class of every photograph stays the same.</source>
        <translation>Eine Temperatur von {temperature:.3f}, gefunden an {photographs:,} Aufnahmen, macht das Modell {way}. Mittlere negative Log-Likelihood {loss_before:.3f}, danach {loss_after:.3f}. Die vorhergesagte Klasse jeder Aufnahme bleibt dieselbe.</translation>
    </message>
    <message>
        <source>A tour past every face</source>
        <translation>Ein Rundgang an jeder Seite vorbei</translation>
    </message>
    <message>
        <source>A training goes on</source>
        <translation>Ein Training läuft noch</translation>
    </message>
    <message>
        <source>A whole number is wanted.</source>
        <translation>Erwartet wird eine ganze Zahl.</translation>
    </message>
    <message>
        <source>A&amp;ll channels of the layer…</source>
        <translation>&amp;Alle Kanäle der Schicht…</translation>
    </message>
    <message>
        <source>A&amp;nnotate</source>
        <translation>A&amp;nnotieren</translation>
    </message>
    <message>
        <source>AUC, class against rest</source>
        <translation>AUC, Klasse gegen Rest</translation>
    </message>
    <message>
        <source>AUC, referable</source>
        <translation>AUC, überweisungsbedürftig</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>About Funduscope</source>
        <translation>Über Funduscope</translation>
    </message>
    <message>
        <source>About {small_minutes} minutes on two processor cores; in full about {full_minutes} on a CUDA card. Smaller than the work: {scaled_down}</source>
        <translation>Etwa {small_minutes} Minuten auf zwei Prozessorkernen; vollständig etwa {full_minutes} auf einer CUDA-Karte. Kleiner als die Arbeit: {scaled_down}</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy, validation</source>
        <translation>Genauigkeit, Validierung</translation>
    </message>
    <message>
        <source>Activation by step</source>
        <translation>Aktivierung je Schritt</translation>
    </message>
    <message>
        <source>Active places where more activity would raise the target: finer than Grad-CAM at early layers, and blind to what speaks against it.</source>
        <translation>Aktive Stellen, an denen mehr Aktivität das Ziel anheben würde: in frühen Schichten feiner als Grad-CAM, und blind für das, was dagegen spricht.</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>AdamW fits nearly always; SGD is the one with Nesterov&apos;s momentum.</source>
        <translation>AdamW passt fast immer; SGD ist die Variante mit Nesterov-Momentum.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder of photographs, with its labels where it has any</source>
        <translation>Einen Ordner mit Aufnahmen hinzufügen, mit ihren Labels, wo er welche hat</translation>
    </message>
    <message>
        <source>Add a folder of photographs, with its labels where it has any; they stay where they are</source>
        <translation>Einen Ordner mit Aufnahmen hinzufügen, mit ihren Labels, wo er welche hat; sie bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>Add a folder with class folders or a table of labels (Data menu).</source>
        <translation>Fügen Sie einen Ordner mit Klassenordnern oder eine Labeltabelle hinzu (Menü Daten).</translation>
    </message>
    <message>
        <source>Add a folder: its photographs stay where they are. Labels come with them where a labels.csv is in it, or folders named after grades.</source>
        <translation>Fügen Sie einen Ordner hinzu: Seine Aufnahmen bleiben, wo sie sind. Labels kommen mit, wenn eine labels.csv darin liegt oder Ordner nach Graden benannt sind.</translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation>Modelldatei hinzufügen…</translation>
    </message>
    <message>
        <source>Add a name at the end</source>
        <translation>Am Ende einen Namen anfügen</translation>
    </message>
    <message>
        <source>Add an &amp;HDF5 file to the project…</source>
        <translation>&amp;HDF5-Datei zum Projekt hinzufügen…</translation>
    </message>
    <message>
        <source>Add an HDF5 file</source>
        <translation>HDF5-Datei hinzufügen</translation>
    </message>
    <message>
        <source>Add copies…</source>
        <translation>Kopien hinzufügen…</translation>
    </message>
    <message>
        <source>Add its folder to the project</source>
        <translation>Ihren Ordner zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>Modelle hinzufügen</translation>
    </message>
    <message>
        <source>Add one more</source>
        <translation>Noch eines hinzufügen</translation>
    </message>
    <message>
        <source>Add photographs to the project</source>
        <translation>Aufnahmen zum Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Add photographs…</source>
        <translation>Aufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>Add the photographs of an HDF5 file, with the labels in it; they stay in the file</source>
        <translation>Die Aufnahmen einer HDF5-Datei hinzufügen, mit den Labels darin; sie bleiben in der Datei</translation>
    </message>
    <message>
        <source>Add them to the project &apos;{name}&apos;, with labels, masks and what else is known</source>
        <translation>Zum Projekt „{name}“ hinzufügen, mit Labels, Masken und was sonst bekannt ist</translation>
    </message>
    <message>
        <source>Added to the denominator; pytorch-grad-cam adds 0.000001.</source>
        <translation>Wird zum Nenner addiert; pytorch-grad-cam addiert 0,000001.</translation>
    </message>
    <message>
        <source>Adding photographs</source>
        <translation>Aufnahmen werden hinzugefügt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>After a grade, go on to the next photograph that you have not annotated</source>
        <translation>Nach einem Grad zur nächsten Aufnahme gehen, die Sie noch nicht annotiert haben</translation>
    </message>
    <message>
        <source>After: {width} x {height} pixels</source>
        <translation>Nachher: {width} x {height} Pixel</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Agreement of readers</source>
        <translation>Übereinstimmung der Befunder</translation>
    </message>
    <message>
        <source>Agreement of readers on single maps</source>
        <translation>Übereinstimmung der Befunder bei einzelnen Karten</translation>
    </message>
    <message>
        <source>Agreement of the maps</source>
        <translation>Übereinstimmung der Karten</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>Alle gleich</translation>
    </message>
    <message>
        <source>All but the head</source>
        <translation>Alles außer dem Kopf</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Alle Kanäle</translation>
    </message>
    <message>
        <source>All channels of a layer</source>
        <translation>Alle Kanäle einer Schicht</translation>
    </message>
    <message>
        <source>All class activation maps</source>
        <translation>Alle Klassenaktivierungskarten</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All gradient methods</source>
        <translation>Alle Gradientenmethoden</translation>
    </message>
    <message>
        <source>All of &amp;this patient</source>
        <translation>Alle dieses &amp;Patienten</translation>
    </message>
    <message>
        <source>All of a network that has learned on everyday pictures, its features slowly: the best start for some hundred to some thousand photographs.</source>
        <translation>Ein ganzes Netz, das an Alltagsbildern gelernt hat, seine Merkmale langsam: der beste Anfang für einige hundert bis einige tausend Aufnahmen.</translation>
    </message>
    <message>
        <source>All over the picture, or, for a channel, over its strongest unit&apos;s field.</source>
        <translation>Über das ganze Bild oder, bei einem Kanal, über das Feld seiner stärksten Einheit.</translation>
    </message>
    <message>
        <source>All photographs of the current patient</source>
        <translation>Alle Aufnahmen des aktuellen Patienten</translation>
    </message>
    <message>
        <source>All your answers are kept.</source>
        <translation>Alle Ihre Antworten sind gesichert.</translation>
    </message>
    <message>
        <source>All {count:,} photographs that are listed in Review</source>
        <translation>Alle {count:,} Aufnahmen, die in Sichtung aufgeführt sind</translation>
    </message>
    <message>
        <source>Allow “cannot be graded”</source>
        <translation>„Nicht graduierbar“ erlauben</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Auch</translation>
    </message>
    <message>
        <source>Also insertion, deletion, maximum sensitivity and whether maps change with the weights: some hundred passes through the network a map</source>
        <translation>Auch Einfügen, Löschen, maximale Empfindlichkeit und ob Karten sich mit den Gewichten ändern: einige hundert Durchgänge durch das Netz je Karte</translation>
    </message>
    <message>
        <source>Also looked at</source>
        <translation>Auch betrachtet</translation>
    </message>
    <message>
        <source>Analysing the answers</source>
        <translation>Antworten werden ausgewertet</translation>
    </message>
    <message>
        <source>Anatomy</source>
        <translation>Anatomie</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation>Animieren</translation>
    </message>
    <message>
        <source>Animated sequence</source>
        <translation>Animierte Folge</translation>
    </message>
    <message>
        <source>Animating</source>
        <translation>Animation läuft</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>Annotieren</translation>
    </message>
    <message>
        <source>Annotated by</source>
        <translation>Annotiert von</translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>Annotations are kept in a project: one file beside your photographs, which stay as they are.</source>
        <translation>Annotationen werden in einem Projekt aufbewahrt: einer Datei neben Ihren Aufnahmen, die bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Annotations are kept in a project: the panel &apos;Annotate&apos; makes one of these photographs</source>
        <translation>Annotationen werden in einem Projekt aufbewahrt: Der Bereich „Annotieren“ legt eines aus diesen Aufnahmen an</translation>
    </message>
    <message>
        <source>Annotations are kept in {path}</source>
        <translation>Annotationen werden in {path} aufbewahrt</translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation>Andere Ziehung</translation>
    </message>
    <message>
        <source>Another experiment is running; one runs at a time</source>
        <translation>Ein anderes Experiment läuft; es läuft immer nur eines</translation>
    </message>
    <message>
        <source>Answer after {waiting_text}</source>
        <translation>Antwort nach {waiting_text}</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answers and figures are written as CSV files into a folder.</source>
        <translation>Antworten und Kennzahlen werden als CSV-Dateien in einen Ordner geschrieben.</translation>
    </message>
    <message>
        <source>Any of torchvision&apos;s, timm&apos;s and the works&apos; own networks; type a part of the name.</source>
        <translation>Jedes Netz von torchvision, timm und aus den Arbeiten selbst; geben Sie einen Teil des Namens ein.</translation>
    </message>
    <message>
        <source>Arcades and beyond</source>
        <translation>Gefäßbögen und weiter außen</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Area under the receiver operating characteristic, this class against the rest</source>
        <translation>Fläche unter der ROC-Kurve, diese Klasse gegen alle anderen</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>Arme</translation>
    </message>
    <message>
        <source>Arrows leaf, digits give the names of the vocabulary, N goes to the form.</source>
        <translation>Pfeile blättern, Ziffern vergeben die Namen des Vokabulars, N geht zum Formular.</translation>
    </message>
    <message>
        <source>As Casini and others</source>
        <translation>Wie Casini und andere</translation>
    </message>
    <message>
        <source>As Vincenzi</source>
        <translation>Wie Vincenzi</translation>
    </message>
    <message>
        <source>As before training</source>
        <translation>Wie vor dem Training</translation>
    </message>
    <message>
        <source>As if it were not there, and the large vessels that cross the region go on as they are</source>
        <translation>Als wäre es nicht da, und die großen Gefäße, die die Region kreuzen, laufen weiter wie bisher</translation>
    </message>
    <message>
        <source>As if it were not there: filled from its surroundings</source>
        <translation>Als wäre es nicht da: aus der Umgebung gefüllt</translation>
    </message>
    <message>
        <source>As in the card</source>
        <translation>Wie im Steckbrief</translation>
    </message>
    <message>
        <source>As in the project</source>
        <translation>Wie im Projekt</translation>
    </message>
    <message>
        <source>As sure as this one</source>
        <translation>So sicher wie dieses</translation>
    </message>
    <message>
        <source>As the network sees them</source>
        <translation>Blick des Netzes</translation>
    </message>
    <message>
        <source>As the project&apos;s split has it</source>
        <translation>Wie in der Aufteilung des Projekts</translation>
    </message>
    <message>
        <source>As the system: {language}</source>
        <translation>Wie das System: {language}</translation>
    </message>
    <message>
        <source>As the work describes it</source>
        <translation>Wie die Arbeit es beschreibt</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>Wie sie sind</translation>
    </message>
    <message>
        <source>As they are drawn</source>
        <translation>Wie sie gezeichnet sind</translation>
    </message>
    <message>
        <source>As timm calls it: &apos;avg&apos;, &apos;max&apos;, &apos;token&apos; for a transformer.</source>
        <translation>Wie timm es nennt: „avg“, „max“, „token“ bei einem Transformer.</translation>
    </message>
    <message>
        <source>Ask for a grade before the aid is shown</source>
        <translation>Nach einem Grad fragen, bevor die Hilfe gezeigt wird</translation>
    </message>
    <message>
        <source>Ask for the map of the edited photograph after every stroke. Quick methods keep up with the brush</source>
        <translation>Nach jedem Strich die Karte der bearbeiteten Aufnahme anfordern. Schnelle Methoden halten mit dem Pinsel Schritt</translation>
    </message>
    <message>
        <source>Ask how sure the reader is</source>
        <translation>Fragen, wie sicher der Befunder ist</translation>
    </message>
    <message>
        <source>Ask the model about all</source>
        <translation>Modell zu allen befragen</translation>
    </message>
    <message>
        <source>Ask the model about every photograph of the project, behind the window</source>
        <translation>Das Modell zu jeder Aufnahme des Projekts befragen, im Hintergrund</translation>
    </message>
    <message>
        <source>Ask the network about every photograph, in order</source>
        <translation>Das Netz zu jeder Aufnahme befragen, der Reihe nach</translation>
    </message>
    <message>
        <source>Ask the network now</source>
        <translation>Netz jetzt befragen</translation>
    </message>
    <message>
        <source>Ask {card_name} about every photograph, behind the window</source>
        <translation>{card_name} zu jeder Aufnahme befragen, im Hintergrund</translation>
    </message>
    <message>
        <source>Asking the network for &apos;{stem}&apos;</source>
        <translation>Netz wird für „{stem}“ befragt</translation>
    </message>
    <message>
        <source>At the input</source>
        <translation>Am Eingang</translation>
    </message>
    <message>
        <source>Atlas of the network as PDF…</source>
        <translation>Atlas des Netzes als PDF…</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation>Attention Rollout</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Datenprüfung</translation>
    </message>
    <message>
        <source>Audit finding</source>
        <translation>Prüfbefund</translation>
    </message>
    <message>
        <source>Audit photographs</source>
        <translation>Aufnahmen prüfen</translation>
    </message>
    <message>
        <source>Auditing</source>
        <translation>Prüfung läuft</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Automatic limits</source>
        <translation>Automatische Grenzen</translation>
    </message>
    <message>
        <source>Automatic limits: as far as the map reaches from 0</source>
        <translation>Automatische Grenzen: so weit, wie die Karte von 0 reicht</translation>
    </message>
    <message>
        <source>Automatic takes the CUDA card where there is one.</source>
        <translation>Automatisch nimmt die CUDA-Karte, wo es eine gibt.</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Average of weights</source>
        <translation>Mittel der Gewichte</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Mittlere Präzision</translation>
    </message>
    <message>
        <source>Average precision: the area under the precision-recall curve</source>
        <translation>Mittlere Genauigkeit: die Fläche unter der Kurve von Genauigkeit und Trefferquote</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back and forth through what was made on the way</source>
        <translation>Vor und zurück durch das, was unterwegs entstand</translation>
    </message>
    <message>
        <source>Back to the usual ones</source>
        <translation>Zurück zu den üblichen</translation>
    </message>
    <message>
        <source>Balance and loss</source>
        <translation>Ausgleich und Verlust</translation>
    </message>
    <message>
        <source>Balance colours (grey world)</source>
        <translation>Farben ausgleichen (Graue Welt)</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Ausgangsbild</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batchgröße</translation>
    </message>
    <message>
        <source>Be shown around, on the sample photographs</source>
        <translation>Sich herumführen lassen, an den Beispielaufnahmen</translation>
    </message>
    <message>
        <source>Became right</source>
        <translation>Richtig geworden</translation>
    </message>
    <message>
        <source>Became wrong</source>
        <translation>Falsch geworden</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Before, after and difference as PNG…</source>
        <translation>Vorher, nachher und Differenz als PNG…</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
        <source>Begin with those that wait</source>
        <translation>Mit den wartenden beginnen</translation>
    </message>
    <message>
        <source>Being computed</source>
        <translation>Wird berechnet</translation>
    </message>
    <message>
        <source>Besides, each step&apos;s layers random while all others stay trained</source>
        <translation>Zusätzlich die Schichten jedes Schritts zufällig, während alle anderen trainiert bleiben</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>Beste nach</translation>
    </message>
    <message>
        <source>Between {names} and {names_2}</source>
        <translation>Zwischen {names} und {names_2}</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Weichzeichnen</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Weichgezeichnet</translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation>Beide Augen</translation>
    </message>
    <message>
        <source>Both eyes of a patient stay on one side of the split. Switching it off makes figures too good.</source>
        <translation>Beide Augen eines Patienten bleiben auf einer Seite der Aufteilung. Wird dies abgeschaltet, fallen die Kennzahlen zu gut aus.</translation>
    </message>
    <message>
        <source>Both eyes show the same part, on the side of the nose or of the temple</source>
        <translation>Beide Augen zeigen denselben Teil, auf der Seite der Nase oder der Schläfe</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Bring in the answers of readers who read in copies</source>
        <translation>Die Antworten von Befundern übernehmen, die in Kopien gelesen haben</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>By chance</source>
        <translation>Durch Zufall</translation>
    </message>
    <message>
        <source>By changing the input</source>
        <translation>Durch Ändern des Eingangs</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klasse</translation>
    </message>
    <message>
        <source>By how much more often the first is right on the same photographs; 0 inside the interval: not told apart.</source>
        <translation>Um wie viel öfter das erste bei denselben Aufnahmen richtig liegt; 0 im Intervall: nicht zu unterscheiden.</translation>
    </message>
    <message>
        <source>By masks beside the strongest photographs and what readers have marked on them in the open project: the share of the feature&apos;s strongest regions in which the lesion lies, against its share of the photograph. M takes the first name</source>
        <translation>Nach Masken neben den stärksten Aufnahmen und nach dem, was Befunder im offenen Projekt auf ihnen markiert haben: der Anteil der stärksten Regionen des Merkmals, in dem die Läsion liegt, gegen ihren Anteil an der Aufnahme. M übernimmt den ersten Namen</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Nach Nummer</translation>
    </message>
    <message>
        <source>By what the photographs are sorted</source>
        <translation>Wonach die Aufnahmen sortiert sind</translation>
    </message>
    <message>
        <source>By which classes photographs are graded: the project&apos;s own, or ICDR 0-4</source>
        <translation>Nach welchen Klassen Aufnahmen graduiert werden: den eigenen des Projekts oder ICDR 0-4</translation>
    </message>
    <message>
        <source>By which division into training and test they are seen</source>
        <translation>Nach welcher Aufteilung in Training und Test sie gesehen werden</translation>
    </message>
    <message>
        <source>Byte for byte the same</source>
        <translation>Byte für Byte gleich</translation>
    </message>
    <message>
        <source>COCO JSON (*.json)</source>
        <translation>COCO-JSON (*.json)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>CUDA card</source>
        <translation>CUDA-Karte</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Cache folder</source>
        <translation>Cacheordner</translation>
    </message>
    <message>
        <source>Calibrate {name}</source>
        <translation>{name} kalibrieren</translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation>Kalibriert</translation>
    </message>
    <message>
        <source>Calibrated probabilities (T = {temperature:.2f})</source>
        <translation>Kalibrierte Wahrscheinlichkeiten (T = {temperature:.2f})</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>Kalibrieren…</translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation>Kalibrierung läuft</translation>
    </message>
    <message>
        <source>Called positive from this class on</source>
        <translation>Ab dieser Klasse als positiv bezeichnet</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation>{title} abbrechen</translation>
    </message>
    <message>
        <source>Cannot be graded</source>
        <translation>Nicht graduierbar</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Car or grass</source>
        <translation>Auto oder Gras</translation>
    </message>
    <message>
        <source>Card of {card_name}</source>
        <translation>Steckbrief von {card_name}</translation>
    </message>
    <message>
        <source>Casini&apos;s Figure 3.1</source>
        <translation>Abbildung 3.1 von Casini</translation>
    </message>
    <message>
        <source>Centre square</source>
        <translation>Mittleres Quadrat</translation>
    </message>
    <message>
        <source>Centre square, as for ImageNet</source>
        <translation>Mittleres Quadrat, wie für ImageNet</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>Zentriert</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Change &amp;class</source>
        <translation>&amp;Klasse ändern</translation>
    </message>
    <message>
        <source>Change &amp;layer</source>
        <translation>&amp;Schicht ändern</translation>
    </message>
    <message>
        <source>Change &amp;method</source>
        <translation>&amp;Methode ändern</translation>
    </message>
    <message>
        <source>Change between the dark and the light theme</source>
        <translation>Zwischen dunklem und hellem Design wechseln</translation>
    </message>
    <message>
        <source>Change m&amp;odel</source>
        <translation>M&amp;odell ändern</translation>
    </message>
    <message>
        <source>Change the name, class names and notes of the model</source>
        <translation>Name, Klassennamen und Anmerkungen des Modells ändern</translation>
    </message>
    <message>
        <source>Change the names by which lesions are marked</source>
        <translation>Die Namen ändern, mit denen Läsionen markiert werden</translation>
    </message>
    <message>
        <source>Change the names that are offered</source>
        <translation>Die angebotenen Namen ändern</translation>
    </message>
    <message>
        <source>Change this filter</source>
        <translation>Diesen Filter ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Changes of mind</source>
        <translation>Meinungsänderungen</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Channel {channel}</source>
        <translation>Kanal {channel}</translation>
    </message>
    <message>
        <source>Channel {numbers}</source>
        <translation>Kanal {numbers}</translation>
    </message>
    <message>
        <source>Channel {number}, largest value {peaks:.6g}
Click to explain it</source>
        <translation>Kanal {number}, größter Wert {peaks:.6g}
Zum Erklären anklicken</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Channels of {layer}</source>
        <translation>Kanäle von {layer}</translation>
    </message>
    <message>
        <source>Channels weighted by how much of the target survives when only what they mark is left bright; slow, and it judges photographs dimmed in a way the network never saw.</source>
        <translation>Kanäle, gewichtet danach, wie viel vom Ziel bleibt, wenn nur das von ihnen Markierte hell gelassen wird; langsam, und beurteilt werden Aufnahmen, abgedunkelt, wie das Netz sie nie gesehen hat.</translation>
    </message>
    <message>
        <source>Channels with the strongest unit first, instead of by number</source>
        <translation>Kanäle mit der stärksten Einheit zuerst statt nach Nummer</translation>
    </message>
    <message>
        <source>Channels x height x width of the layer&apos;s output</source>
        <translation>Kanäle x Höhe x Breite der Ausgabe der Schicht</translation>
    </message>
    <message>
        <source>Chec&amp;k this map…</source>
        <translation>Diese Karte &amp;überprüfen…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut überprüfen</translation>
    </message>
    <message>
        <source>Check against random weights</source>
        <translation>Gegen zufällige Gewichte prüfen</translation>
    </message>
    <message>
        <source>Check the stability</source>
        <translation>Stabilität prüfen</translation>
    </message>
    <message>
        <source>Checking against random weights</source>
        <translation>Prüfung gegen zufällige Gewichte</translation>
    </message>
    <message>
        <source>Checking the stability</source>
        <translation>Stabilität wird geprüft</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Zwischenstand alle</translation>
    </message>
    <message>
        <source>Choose a channel in another tab and press a digit, or N to write. Here stands how often each name was given, layer by layer.</source>
        <translation>Wählen Sie in einem anderen Reiter einen Kanal und drücken Sie eine Ziffer, oder N zum Schreiben. Hier steht, wie oft jeder Name vergeben wurde, Schicht für Schicht.</translation>
    </message>
    <message>
        <source>Choose a class, a margin between two, a boundary between grades, or a channel of a layer</source>
        <translation>Eine Klasse wählen, einen Abstand zwischen zweien, eine Grenze zwischen Graden oder einen Kanal einer Schicht</translation>
    </message>
    <message>
        <source>Choose a data set: a project, a folder, a table or an HDF5 file.</source>
        <translation>Wählen Sie einen Datensatz: ein Projekt, einen Ordner, eine Tabelle oder eine HDF5-Datei.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a finding to see its photographs.</source>
        <translation>Wählen Sie einen Befund, um seine Aufnahmen zu sehen.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder of photographs, with a table of labels in it or beside it, and start.</source>
        <translation>Wählen Sie einen Ordner mit Aufnahmen, darin oder daneben eine Labeltabelle, und starten Sie.</translation>
    </message>
    <message>
        <source>Choose a grade by its key</source>
        <translation>Wählen Sie einen Grad mit seiner Taste</translation>
    </message>
    <message>
        <source>Choose a method and survey: which share of the evidence lies in each sector of the ETDRS grid, on the disc, in the arcades, and where there is no eye at all (text, dust, border)?</source>
        <translation>Wählen Sie eine Methode und erheben Sie: Welcher Anteil der Evidenz liegt in jedem Sektor des ETDRS-Rasters, auf der Papille, in den Gefäßbögen und dort, wo gar kein Auge ist (Text, Staub, Rand)?</translation>
    </message>
    <message>
        <source>Choose a model or weights</source>
        <translation>Modell oder Gewichte wählen</translation>
    </message>
    <message>
        <source>Choose a photograph of the {title} from the disk</source>
        <translation>Eine Aufnahme vom Datenträger wählen: {title}</translation>
    </message>
    <message>
        <source>Choose a photograph whose patient is known in the workspace Data first.</source>
        <translation>Wählen Sie zuerst im Arbeitsbereich Daten eine Aufnahme, deren Patient bekannt ist.</translation>
    </message>
    <message>
        <source>Choose a project, a table or an HDF5 file</source>
        <translation>Projekt, Tabelle oder HDF5-Datei wählen</translation>
    </message>
    <message>
        <source>Choose a run in Train: its report can then be written</source>
        <translation>Wählen Sie einen Lauf in Training: Dann kann sein Bericht geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a table of labels</source>
        <translation>Labeltabelle wählen</translation>
    </message>
    <message>
        <source>Choose a table of reference grades</source>
        <translation>Tabelle der Referenzgrade wählen</translation>
    </message>
    <message>
        <source>Choose a tool and paint over a lesion, draw round it, or click on a region of the map or on a lesion whose mask is shown (with Shift: on all of them). The probabilities follow; the photograph&apos;s file is never changed.</source>
        <translation>Wählen Sie ein Werkzeug und malen Sie über eine Läsion, umfahren Sie sie oder klicken Sie auf eine Region der Karte oder auf eine Läsion, deren Maske gezeigt wird (mit Umschalt: auf alle). Die Wahrscheinlichkeiten folgen; die Datei der Aufnahme wird nie geändert.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Choose another source.</source>
        <translation>Wählen Sie eine andere Quelle.</translation>
    </message>
    <message>
        <source>Choose first where the patch comes from: click there with Ctrl held, on this or another photograph.</source>
        <translation>Wählen Sie zuerst, woher der Ausschnitt kommt: Klicken Sie dort mit gedrückter Strg-Taste, auf dieser oder einer anderen Aufnahme.</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose how photographs are read: alone, for one.</source>
        <translation>Wählen Sie, wie Aufnahmen befundet werden: zum Beispiel allein.</translation>
    </message>
    <message>
        <source>Choose labels and photographs of the project.</source>
        <translation>Wählen Sie Labels und Aufnahmen des Projekts.</translation>
    </message>
    <message>
        <source>Choose one in the panel of photographs.</source>
        <translation>Wählen Sie eine im Bereich der Aufnahmen.</translation>
    </message>
    <message>
        <source>Choose one of each visit.</source>
        <translation>Wählen Sie von jeder Untersuchung eine.</translation>
    </message>
    <message>
        <source>Choose one of the built-in recipes again</source>
        <translation>Wieder eines der eingebauten Rezepte wählen</translation>
    </message>
    <message>
        <source>Choose other photographs, or add some in Data.</source>
        <translation>Wählen Sie andere Aufnahmen, oder fügen Sie in Daten welche hinzu.</translation>
    </message>
    <message>
        <source>Choose photographs in the workspace Data first, in a project that may be written to.</source>
        <translation>Wählen Sie zuerst im Arbeitsbereich Daten Aufnahmen, in einem Projekt, in das geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Choose photographs to look at</source>
        <translation>Aufnahmen zum Ansehen wählen</translation>
    </message>
    <message>
        <source>Choose photographs, readers and arms</source>
        <translation>Aufnahmen, Befunder und Arme wählen</translation>
    </message>
    <message>
        <source>Choose ready-made changes…</source>
        <translation>Änderungen…</translation>
    </message>
    <message>
        <source>Choose the channel of this layer that is most active on this photograph</source>
        <translation>Den Kanal dieser Schicht wählen, der auf dieser Aufnahme am aktivsten ist</translation>
    </message>
    <message>
        <source>Choose the column with the names of the photographs, and the one with their labels.</source>
        <translation>Wählen Sie die Spalte mit den Namen der Aufnahmen und die mit ihren Labels.</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
    </message>
    <message>
        <source>Choose the folder of photographs</source>
        <translation>Den Ordner mit Aufnahmen wählen</translation>
    </message>
    <message>
        <source>Choose the folder with your photographs.</source>
        <translation>Wählen Sie den Ordner mit Ihren Aufnahmen.</translation>
    </message>
    <message>
        <source>Choose the language of the window</source>
        <translation>Die Sprache des Fensters wählen</translation>
    </message>
    <message>
        <source>Choose the methods whose maps are judged.</source>
        <translation>Wählen Sie die Methoden, deren Karten beurteilt werden.</translation>
    </message>
    <message>
        <source>Choose the one that holds the photographs.</source>
        <translation>Wählen Sie den, der die Aufnahmen enthält.</translation>
    </message>
    <message>
        <source>Choose the photographs.</source>
        <translation>Wählen Sie die Aufnahmen.</translation>
    </message>
    <message>
        <source>Choose the place</source>
        <translation>Den Ort wählen</translation>
    </message>
    <message>
        <source>Choose the place of the copy</source>
        <translation>Den Ort der Kopie wählen</translation>
    </message>
    <message>
        <source>Choose two photographs of the same eye. The later one is brought onto the earlier by its vessels, and both are explained for one class: what does the network look at now that it did not before?</source>
        <translation>Wählen Sie zwei Aufnahmen desselben Auges. Die spätere wird anhand der Gefäße auf die frühere gelegt, und beide werden für eine Klasse erklärt: Worauf schaut das Netz jetzt, worauf es vorher nicht schaute?</translation>
    </message>
    <message>
        <source>Choose where the study is kept</source>
        <translation>Wählen, wo die Studie aufbewahrt wird</translation>
    </message>
    <message>
        <source>Choose which are learned.</source>
        <translation>Wählen Sie, welche gelernt werden.</translation>
    </message>
    <message>
        <source>Choose: {title}</source>
        <translation>Wählen: {title}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Class folders with masks</source>
        <translation>Klassenordner mit Masken</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Klassennamen</translation>
    </message>
    <message>
        <source>Class names, in the order of the network&apos;s outputs</source>
        <translation>Klassennamen, in der Reihenfolge der Ausgaben des Netzes</translation>
    </message>
    <message>
        <source>Class of label {label}</source>
        <translation>Klasse des Labels {label}</translation>
    </message>
    <message>
        <source>Class of the model</source>
        <translation>Klasse des Modells</translation>
    </message>
    <message>
        <source>Class order</source>
        <translation>Klassenfolge</translation>
    </message>
    <message>
        <source>Class {blank} has no name.</source>
        <translation>Klasse {blank} hat keinen Namen.</translation>
    </message>
    <message>
        <source>Class {channel}</source>
        <translation>Klasse {channel}</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classes count by their photographs</source>
        <translation>Klassen zählen nach der Zahl ihrer Fotografien</translation>
    </message>
    <message>
        <source>Classes of my own</source>
        <translation>Eigene Klassen</translation>
    </message>
    <message>
        <source>Classes of unequal size</source>
        <translation>Ungleich große Klassen</translation>
    </message>
    <message>
        <source>Classes to grade by</source>
        <translation>Klassen zum Graduieren</translation>
    </message>
    <message>
        <source>Classes {first} and {index} are both called &apos;{name}&apos;.</source>
        <translation>Die Klassen {first} und {index} heißen beide „{name}“.</translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation>Klassen…</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Diese Liste leeren</translation>
    </message>
    <message>
        <source>Click to see it by all models in the grid</source>
        <translation>Klicken, um sie im Raster von allen Modellen zu sehen</translation>
    </message>
    <message>
        <source>Click to see its photographs, the wrong ones first</source>
        <translation>Klicken zeigt die Fotografien dazu, die falschen zuerst</translation>
    </message>
    <message>
        <source>Click to see them</source>
        <translation>Klicken, um sie zu sehen</translation>
    </message>
    <message>
        <source>Click to see them, the worst first.</source>
        <translation>Klicken, um sie zu sehen, die schlechtesten zuerst.</translation>
    </message>
    <message>
        <source>Click to see them, those with the most missed first</source>
        <translation>Klicken, um sie zu sehen, die mit den meisten übersehenen zuerst</translation>
    </message>
    <message>
        <source>Click to see these photographs</source>
        <translation>Klicken, um diese Aufnahmen zu sehen</translation>
    </message>
    <message>
        <source>Clip limit</source>
        <translation>Kontrastgrenze</translation>
    </message>
    <message>
        <source>Close projec&amp;t</source>
        <translation>Projekt &amp;schließen</translation>
    </message>
    <message>
        <source>Closing stops it after the step that it is at, with a checkpoint: nothing is lost, and it can be resumed in Train.</source>
        <translation>Beim Schließen wird es nach dem laufenden Schritt mit einem Zwischenstand angehalten: Nichts geht verloren, und es kann in Training fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>Ve&amp;rgleichen</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Kohorten</translation>
    </message>
    <message>
        <source>Cohorts by</source>
        <translation>Kohorten nach</translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation>Farbbalken</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Farbtafel</translation>
    </message>
    <message>
        <source>Colour scale: the up and down arrow keys move the threshold</source>
        <translation>Farbskala: Die Pfeiltasten auf und ab verschieben die Schwelle</translation>
    </message>
    <message>
        <source>Colours are normalised: {normalisation_titles} ({numbers}).</source>
        <translation>Farben werden normalisiert: {normalisation_titles} ({numbers}).</translation>
    </message>
    <message>
        <source>Colours are normalised: {numbers}.</source>
        <translation>Farben werden normalisiert: {numbers}.</translation>
    </message>
    <message>
        <source>Colours are only divided by 255: usual for networks trained from scratch.</source>
        <translation>Farben werden nur durch 255 geteilt: üblich bei von Grund auf trainierten Netzen.</translation>
    </message>
    <message>
        <source>Colours from {short_number} to {short_number_2}</source>
        <translation>Farben von {short_number} bis {short_number_2}</translation>
    </message>
    <message>
        <source>Column of images</source>
        <translation>Spalte der Bilder</translation>
    </message>
    <message>
        <source>Column of labels</source>
        <translation>Spalte der Labels</translation>
    </message>
    <message>
        <source>Column of patients</source>
        <translation>Spalte der Patienten</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>Spalten der Tabelle</translation>
    </message>
    <message>
        <source>Combine models into one that answers for them all</source>
        <translation>Modelle zu einem verbinden, das für sie alle antwortet</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Commands and shortcuts</source>
        <translation>Befehle und Tastenkürzel</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare in a &amp;grid</source>
        <translation>Im &amp;Raster vergleichen</translation>
    </message>
    <message>
        <source>Compare precisions</source>
        <translation>Genauigkeiten vergleichen</translation>
    </message>
    <message>
        <source>Compare the visits</source>
        <translation>Untersuchungen vergleichen</translation>
    </message>
    <message>
        <source>Compare their maps</source>
        <translation>Ihre Karten vergleichen</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Vergleich läuft</translation>
    </message>
    <message>
        <source>Comparing features with lesions</source>
        <translation>Merkmale werden mit Läsionen verglichen</translation>
    </message>
    <message>
        <source>Comparing precisions</source>
        <translation>Rechengenauigkeiten werden verglichen</translation>
    </message>
    <message>
        <source>Comparing the maps</source>
        <translation>Karten werden verglichen</translation>
    </message>
    <message>
        <source>Comparing the maps of models</source>
        <translation>Karten der Modelle werden verglichen</translation>
    </message>
    <message>
        <source>Comparing two visits</source>
        <translation>Zwei Untersuchungen werden verglichen</translation>
    </message>
    <message>
        <source>Comparing: {title}</source>
        <translation>Vergleich: {title}</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Comparison of photograph and overlay</source>
        <translation>Vergleich von Aufnahme und Überlagerung</translation>
    </message>
    <message>
        <source>Comparisons that are often made</source>
        <translation>Häufige Vergleiche</translation>
    </message>
    <message>
        <source>Compute a stopped explanation to its end</source>
        <translation>Eine angehaltene Erklärung zu Ende rechnen</translation>
    </message>
    <message>
        <source>Compute the explanation to its end after all</source>
        <translation>Die Erklärung doch zu Ende rechnen</translation>
    </message>
    <message>
        <source>Compute the null band</source>
        <translation>Nullband berechnen</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Wird berechnet</translation>
    </message>
    <message>
        <source>Computing all channels</source>
        <translation>Alle Kanäle werden berechnet</translation>
    </message>
    <message>
        <source>Computing the feature maps</source>
        <translation>Merkmalskarten werden berechnet</translation>
    </message>
    <message>
        <source>Computing the map of the edited photograph</source>
        <translation>Karte der bearbeiteten Aufnahme wird berechnet</translation>
    </message>
    <message>
        <source>Computing the null band</source>
        <translation>Nullband wird berechnet</translation>
    </message>
    <message>
        <source>Computing the other layers</source>
        <translation>Die anderen Schichten werden berechnet</translation>
    </message>
    <message>
        <source>Computing {title}</source>
        <translation>{title} wird berechnet</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>Kontur</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copies of this study, in which others have read</source>
        <translation>Kopien dieser Studie, in denen andere gelesen haben</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all that could not be placed</source>
        <translation>Alles kopieren, was nicht zugeordnet werden konnte</translation>
    </message>
    <message>
        <source>Copy c&amp;aption</source>
        <translation>&amp;Bildunterschrift kopieren</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Meldung kopieren</translation>
    </message>
    <message>
        <source>Copy photograph and overlay to the clipboard</source>
        <translation>Aufnahme und Überlagerung in die Zwischenablage kopieren</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Copy the grid as a picture</source>
        <translation>Das Raster als Bild kopieren</translation>
    </message>
    <message>
        <source>Copy this &amp;picture</source>
        <translation>Dieses &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy what is shown in words: photograph, model, class, layer and method</source>
        <translation>Das Gezeigte in Worten kopieren: Aufnahme, Modell, Klasse, Schicht und Methode</translation>
    </message>
    <message>
        <source>Copying the grid</source>
        <translation>Raster wird kopiert</translation>
    </message>
    <message>
        <source>Copying the view</source>
        <translation>Ansicht wird kopiert</translation>
    </message>
    <message>
        <source>Correctness</source>
        <translation>Richtigkeit</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Crop the middle</source>
        <translation>Mitte ausschneiden</translation>
    </message>
    <message>
        <source>Crop to the disc of light</source>
        <translation>Auf die Lichtscheibe zuschneiden</translation>
    </message>
    <message>
        <source>Crop, scale and even out photographs in steps of your choice, with a preview, into a copy of the whole set</source>
        <translation>Aufnahmen in Schritten Ihrer Wahl zuschneiden, skalieren und ausgleichen, mit Vorschau, in eine Kopie des ganzen Satzes</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Cross-entropy and expected grade</source>
        <translation>Kreuzentropie und erwarteter Grad</translation>
    </message>
    <message>
        <source>Cross-entropy and soft kappa</source>
        <translation>Kreuzentropie und weiches Kappa</translation>
    </message>
    <message>
        <source>Cross-validates: so many networks, each judged on photographs that it has not seen; 0: one network.</source>
        <translation>Kreuzvalidierung: so viele Netze, jedes an Aufnahmen beurteilt, die es nicht gesehen hat; 0: ein Netz.</translation>
    </message>
    <message>
        <source>Cutting out the patch</source>
        <translation>Der Ausschnitt wird ausgeschnitten</translation>
    </message>
    <message>
        <source>Cutting out what the units see</source>
        <translation>Was die Einheiten sehen, wird ausgeschnitten</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>Abdunkeln</translation>
    </message>
    <message>
        <source>Darkened</source>
        <translation>Abgedunkelt</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Deconvolutional network</source>
        <translation>Dekonvolutionsnetz</translation>
    </message>
    <message>
        <source>Decorrelated colours</source>
        <translation>Dekorrelierte Farben</translation>
    </message>
    <message>
        <source>Default pa&amp;rameters</source>
        <translation>Vorgabepa&amp;rameter</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Vorgaben</translation>
    </message>
    <message>
        <source>Delete takes it away</source>
        <translation>Entf nimmt es weg</translation>
    </message>
    <message>
        <source>Dense layer</source>
        <translation>Vollverbundene Schicht</translation>
    </message>
    <message>
        <source>Dense layers</source>
        <translation>Vollverbundene Schichten</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Dictionary of the named features as PDF…</source>
        <translation>Wörterbuch der benannten Merkmale als PDF…</translation>
    </message>
    <message>
        <source>Dictionary of this layer as PDF…</source>
        <translation>Wörterbuch dieser Schicht als PDF…</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Difference of</source>
        <translation>Differenz von</translation>
    </message>
    <message>
        <source>Differences between the models</source>
        <translation>Unterschiede zwischen den Modellen</translation>
    </message>
    <message>
        <source>Differences, the first less the second</source>
        <translation>Differenzen, das erste minus das zweite</translation>
    </message>
    <message>
        <source>Digits grade · a click selects a mark, elsewhere dragging pans · Esc leaves</source>
        <translation>Ziffern graduieren · ein Klick wählt eine Markierung aus, sonst verschiebt Ziehen · Esc verlässt</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>Papille</translation>
    </message>
    <message>
        <source>Disc and fovea</source>
        <translation>Papille und Fovea</translation>
    </message>
    <message>
        <source>Disc and fovea stay.</source>
        <translation>Papille und Fovea bleiben.</translation>
    </message>
    <message>
        <source>Disc and fovea were not found: mark them at the right</source>
        <translation>Papille und Fovea wurden nicht gefunden: Markieren Sie sie rechts</translation>
    </message>
    <message>
        <source>Disc of light</source>
        <translation>Lichtscheibe</translation>
    </message>
    <message>
        <source>Disc of light, equalised</source>
        <translation>Lichtscheibe, ausgeglichen</translation>
    </message>
    <message>
        <source>Disc of light, less its local mean</source>
        <translation>Lichtscheibe, minus lokales Mittel</translation>
    </message>
    <message>
        <source>Disc of light, less its local mean, as in the thesis</source>
        <translation>Lichtscheibe, minus lokales Mittel, wie in der Dissertation</translation>
    </message>
    <message>
        <source>Disc, fovea and grid</source>
        <translation>Papille, Fovea und Raster</translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation>Meldung ausblenden</translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <source>Divide the labelled photographs by class and patient, with a seed; test sets can be locked</source>
        <translation>Die Aufnahmen mit Label nach Klasse und Patient aufteilen, mit einem Startwert; Testmengen können gesperrt werden</translation>
    </message>
    <message>
        <source>Divide the labelled photographs into parts for training, validation and test.</source>
        <translation>Die Aufnahmen mit Label in Teile für Training, Validierung und Test aufteilen.</translation>
    </message>
    <message>
        <source>Divider between photograph and overlay</source>
        <translation>Trennlinie zwischen Aufnahme und Überlagerung</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Das Rückgängiggemachte wiederholen</translation>
    </message>
    <message>
        <source>Do it again (Ctrl+Shift+Z)</source>
        <translation>Wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Do the chosen step earlier (Alt+Up)</source>
        <translation>Den gewählten Schritt früher ausführen (Alt+Auf)</translation>
    </message>
    <message>
        <source>Do the chosen step later (Alt+Down)</source>
        <translation>Den gewählten Schritt später ausführen (Alt+Ab)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done again: {words}</source>
        <translation>Wiederholt: {words}</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Drag a box around a lesion, or click two of its corners</source>
        <translation>Ziehen Sie einen Rahmen um eine Läsion, oder klicken Sie auf zwei seiner Ecken</translation>
    </message>
    <message>
        <source>Drag a box, or click two corners: {name} · </source>
        <translation>Rahmen ziehen oder zwei Ecken anklicken: {name} · </translation>
    </message>
    <message>
        <source>Drag it or its corners · a double click on its line adds a corner, Shift+click takes one away · F2 renames, Del deletes</source>
        <translation>Ziehen Sie sie oder ihre Ecken · Doppelklick auf die Linie fügt eine Ecke hinzu, Umschalt+Klick nimmt eine weg · F2 benennt um, Entf löscht</translation>
    </message>
    <message>
        <source>Drag, or use the left and right arrow keys</source>
        <translation>Ziehen Sie, oder verwenden Sie die Pfeiltasten links und rechts</translation>
    </message>
    <message>
        <source>Draw a line across the photograph: overlay on one side of it</source>
        <translation>Eine Linie quer über die Aufnahme ziehen: Überlagerung auf einer Seite davon</translation>
    </message>
    <message>
        <source>Draw another seed</source>
        <translation>Anderen Startwert ziehen</translation>
    </message>
    <message>
        <source>Draw round a lesion in one go, or click corner by corner; Enter ends it</source>
        <translation>Eine Läsion in einem Zug oder Ecke für Ecke umfahren; Enter beendet</translation>
    </message>
    <message>
        <source>Draw round a region to edit it</source>
        <translation>Eine Region zum Bearbeiten umfahren</translation>
    </message>
    <message>
        <source>Draw round it, or click corner by corner: {name} · </source>
        <translation>Umfahren oder Ecke für Ecke klicken: {name} · </translation>
    </message>
    <message>
        <source>Drawing the cards</source>
        <translation>Karten werden gezeichnet</translation>
    </message>
    <message>
        <source>Drawn as the architecture&apos;s own library begins a training</source>
        <translation>Gezogen, wie die Bibliothek der Architektur ein Training beginnt</translation>
    </message>
    <message>
        <source>Draws, after every epoch, where the network looks on a photograph.</source>
        <translation>Zeichnet nach jeder Epoche, wohin das Netz auf einer Aufnahme schaut.</translation>
    </message>
    <message>
        <source>Drop a folder of fundus photographs here</source>
        <translation>Ordner mit Fundusaufnahmen hierher ziehen</translation>
    </message>
    <message>
        <source>Drop a model here</source>
        <translation>Modell hierher ziehen</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dropout behind them</source>
        <translation>Dropout dahinter</translation>
    </message>
    <message>
        <source>E&amp;xclude, or take in again</source>
        <translation>A&amp;usschließen oder wieder aufnehmen</translation>
    </message>
    <message>
        <source>E&amp;xpected grade</source>
        <translation>&amp;Erwarteter Grad</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>&amp;Erklären</translation>
    </message>
    <message>
        <source>E&amp;ye</source>
        <translation>A&amp;uge</translation>
    </message>
    <message>
        <source>Each channel gets the distribution of a reference fundus.</source>
        <translation>Jeder Kanal erhält die Verteilung eines Referenzfundus.</translation>
    </message>
    <message>
        <source>Each map in its own colours</source>
        <translation>Jede Karte in eigenen Farben</translation>
    </message>
    <message>
        <source>Each model has one vote; ties go to the most accurate one where accuracy is measured.</source>
        <translation>Jedes Modell hat eine Stimme; bei Gleichstand entscheidet das genaueste, wo die Genauigkeit gemessen ist.</translation>
    </message>
    <message>
        <source>Each part gets its share of every class; the same seed divides the same.</source>
        <translation>Jeder Teil erhält seinen Anteil jeder Klasse; derselbe Startwert teilt gleich auf.</translation>
    </message>
    <message>
        <source>Each photograph</source>
        <translation>Jede Aufnahme</translation>
    </message>
    <message>
        <source>Each reader reads alone, full screen, by the keyboard. Answers are locked as they are given and kept at once: who leaves, or is interrupted, goes on exactly there.</source>
        <translation>Jeder Befunder befundet allein, im Vollbild, mit der Tastatur. Antworten werden gesperrt, sobald sie gegeben sind, und sofort gesichert: Wer geht oder unterbrochen wird, macht genau dort weiter.</translation>
    </message>
    <message>
        <source>Each step works on what the one before it has made.</source>
        <translation>Jeder Schritt arbeitet mit dem, was der vorige ergeben hat.</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Earlier visit</source>
        <translation>Frühere Untersuchung</translation>
    </message>
    <message>
        <source>Edit a region of the map, or a lesion whose mask is shown, by a click; with Shift all of its kind</source>
        <translation>Eine Region der Karte oder eine Läsion, deren Maske gezeigt wird, durch einen Klick bearbeiten; mit Umschalt alle ihrer Art</translation>
    </message>
    <message>
        <source>Edit model c&amp;ard…</source>
        <translation>Modellste&amp;ckbrief bearbeiten…</translation>
    </message>
    <message>
        <source>Edit names…</source>
        <translation>Namen bearbeiten…</translation>
    </message>
    <message>
        <source>Edited photograph as PNG…</source>
        <translation>Bearbeitete Aufnahme als PNG…</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Edits (*.json *.png)</source>
        <translation>Änderungen (*.json *.png)</translation>
    </message>
    <message>
        <source>Edits (*.json)</source>
        <translation>Änderungen (*.json)</translation>
    </message>
    <message>
        <source>Edits as JSON…</source>
        <translation>Änderungen als JSON…</translation>
    </message>
    <message>
        <source>Eigen-CAM</source>
        <translation>Eigen-CAM</translation>
    </message>
    <message>
        <source>Empty the list of photographs; no file is touched</source>
        <translation>Die Liste der Aufnahmen leeren; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Empty: at random. &apos;pretrained&apos;: what torchvision or timm offer, fetched once. Or a file.</source>
        <translation>Leer: zufällig. „pretrained“: was torchvision oder timm anbieten, einmal geholt. Oder eine Datei.</translation>
    </message>
    <message>
        <source>Empty: one that is held out for validation.</source>
        <translation>Leer: eine, die für die Validierung zurückgehalten ist.</translation>
    </message>
    <message>
        <source>Ends after so many epochs without a better figure; 0: never.</source>
        <translation>Endet nach so vielen Epochen ohne bessere Kennzahl; 0: nie.</translation>
    </message>
    <message>
        <source>Ends after so many steps without gain; 0: never</source>
        <translation>Endet nach so vielen Schritten ohne Gewinn; 0: nie</translation>
    </message>
    <message>
        <source>Energy inside</source>
        <translation>Energie innerhalb</translation>
    </message>
    <message>
        <source>Enlarge the photograph</source>
        <translation>Die Aufnahme vergrößern</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Enter locks it</source>
        <translation>Enter sperrt sie</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Epochs without a better figure before that.</source>
        <translation>Epochen ohne bessere Kennzahl davor.</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Equalise the lightness (CLAHE)</source>
        <translation>Helligkeit ausgleichen (CLAHE)</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Radiert</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Evaluation of {known_name}</source>
        <translation>Auswertung von {known_name}</translation>
    </message>
    <message>
        <source>Every class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>Every class counts alike</source>
        <translation>Jede Klasse zählt gleich viel</translation>
    </message>
    <message>
        <source>Every class with its probability. Click one to ask where the network sees it; Y asks why this one and not the next.</source>
        <translation>Jede Klasse mit ihrer Wahrscheinlichkeit. Klicken Sie auf eine, um zu fragen, wo das Netz sie sieht; Y fragt, warum diese und nicht die nächste.</translation>
    </message>
    <message>
        <source>Every grade equally often</source>
        <translation>Jeder Grad gleich oft</translation>
    </message>
    <message>
        <source>Every label is left out: nothing could be measured.</source>
        <translation>Jedes Label wurde ausgelassen: Nichts konnte gemessen werden.</translation>
    </message>
    <message>
        <source>Every photograph is explained once; its map is laid on the others when all are there.</source>
        <translation>Jede Aufnahme wird einmal erklärt; ihre Karte wird auf die anderen gelegt, wenn alle da sind.</translation>
    </message>
    <message>
        <source>Every photograph occurs once in an epoch; those of rare classes count for more. At a strength of 1 all classes have the same say.</source>
        <translation>Jede Aufnahme kommt in einer Epoche einmal vor; die seltener Klassen zählen mehr. Bei einer Stärke von 1 haben alle Klassen dasselbe Gewicht.</translation>
    </message>
    <message>
        <source>Every row found its photograph, and every photograph its row.</source>
        <translation>Jede Zeile hat ihre Aufnahme gefunden, und jede Aufnahme ihre Zeile.</translation>
    </message>
    <message>
        <source>Everything is on the disk</source>
        <translation>Alles ist gesichert</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidenz</translation>
    </message>
    <message>
        <source>Evidence on one</source>
        <translation>Evidenz auf einer</translation>
    </message>
    <message>
        <source>Evidence that networks with random weights reach as well is hatched.</source>
        <translation>Evidenz, die Netze mit zufälligen Gewichten ebenso erreichen, ist schraffiert.</translation>
    </message>
    <message>
        <source>Evidence that networks with random weights reach as well is hidden.</source>
        <translation>Evidenz, die Netze mit zufälligen Gewichten ebenso erreichen, ist ausgeblendet.</translation>
    </message>
    <message>
        <source>Evidence, earlier</source>
        <translation>Evidenz, früher</translation>
    </message>
    <message>
        <source>Evidence, later</source>
        <translation>Evidenz, später</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Exemplars</source>
        <translation>Musterbilder</translation>
    </message>
    <message>
        <source>Expected calibration error</source>
        <translation>Erwarteter Kalibrierungsfehler</translation>
    </message>
    <message>
        <source>Expected grade</source>
        <translation>Erwarteter Grad</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>Explain by the method before in the list</source>
        <translation>Mit der Methode davor in der Liste erklären</translation>
    </message>
    <message>
        <source>Explain by the next method of the list</source>
        <translation>Mit der nächsten Methode der Liste erklären</translation>
    </message>
    <message>
        <source>Explain the channel of the layer that is most active on this photograph</source>
        <translation>Den Kanal der Schicht erklären, der auf dieser Aufnahme am aktivsten ist</translation>
    </message>
    <message>
        <source>Explain the class with the highest probability, on every photograph</source>
        <translation>Die Klasse mit der höchsten Wahrscheinlichkeit erklären, auf jeder Aufnahme</translation>
    </message>
    <message>
        <source>Explain the eighth class as listed in the panel</source>
        <translation>Die achte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the fifth class as listed in the panel</source>
        <translation>Die fünfte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the first class as listed in the panel</source>
        <translation>Die erste Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the fourth class as listed in the panel</source>
        <translation>Die vierte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the log-odds of the third grade or above: is referred</source>
        <translation>Die Log-Odds des dritten Grads oder höher erklären: wird überwiesen</translation>
    </message>
    <message>
        <source>Explain the margin between the two most probable classes</source>
        <translation>Den Abstand zwischen den zwei wahrscheinlichsten Klassen erklären</translation>
    </message>
    <message>
        <source>Explain the mean of the grades</source>
        <translation>Das Mittel der Grade erklären</translation>
    </message>
    <message>
        <source>Explain the ninth class as listed in the panel</source>
        <translation>Die neunte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the one place where the feature is clearest, or every place where it is</source>
        <translation>Die eine Stelle erklären, an der das Merkmal am deutlichsten ist, oder jede Stelle, an der es ist</translation>
    </message>
    <message>
        <source>Explain the photographs on which the models disagree by each of them, and say how alike the maps are</source>
        <translation>Die Aufnahmen, bei denen die Modelle uneins sind, von jedem erklären lassen und sagen, wie ähnlich die Karten sind</translation>
    </message>
    <message>
        <source>Explain the predicted class of every photograph, whichever it is</source>
        <translation>Die vorhergesagte Klasse jeder Aufnahme erklären, welche es auch ist</translation>
    </message>
    <message>
        <source>Explain the probability of the class that is explained or predicted, instead of its logit</source>
        <translation>Die Wahrscheinlichkeit der erklärten oder vorhergesagten Klasse erklären statt ihres Logits</translation>
    </message>
    <message>
        <source>Explain the second class as listed in the panel</source>
        <translation>Die zweite Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the seventh class as listed in the panel</source>
        <translation>Die siebte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the sixth class as listed in the panel</source>
        <translation>Die sechste Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the tenth class as listed in the panel</source>
        <translation>Die zehnte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain the third class as listed in the panel</source>
        <translation>Die dritte Klasse der Liste im Bereich erklären</translation>
    </message>
    <message>
        <source>Explain this channel on the photograph, in the Review workspace (Enter)</source>
        <translation>Diesen Kanal an der Aufnahme erklären, im Arbeitsbereich Sichtung (Enter)</translation>
    </message>
    <message>
        <source>Explain what excites one channel of the selected layer</source>
        <translation>Erklären, was einen Kanal der gewählten Schicht erregt</translation>
    </message>
    <message>
        <source>Explain whichever class the network predicts, on every photograph</source>
        <translation>Die Klasse erklären, die das Netz vorhersagt, auf jeder Aufnahme</translation>
    </message>
    <message>
        <source>Explaining the members</source>
        <translation>Mitglieder werden erklärt</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation>Erklärungen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Export all o&amp;verlays…</source>
        <translation>Alle Ü&amp;berlagerungen exportieren…</translation>
    </message>
    <message>
        <source>Export annotations</source>
        <translation>Annotationen exportieren</translation>
    </message>
    <message>
        <source>Export as &amp;COCO JSON…</source>
        <translation>Als &amp;COCO-JSON exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;masks…</source>
        <translation>Als &amp;Masken exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;tables…</source>
        <translation>Als &amp;Tabellen exportieren…</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>Als CSV exportieren…</translation>
    </message>
    <message>
        <source>Export atlas as PDF</source>
        <translation>Atlas als PDF exportieren</translation>
    </message>
    <message>
        <source>Export dictionary as PDF</source>
        <translation>Wörterbuch als PDF exportieren</translation>
    </message>
    <message>
        <source>Export edits</source>
        <translation>Änderungen exportieren</translation>
    </message>
    <message>
        <source>Export overlays</source>
        <translation>Überlagerungen exportieren</translation>
    </message>
    <message>
        <source>Export table of names</source>
        <translation>Namenstabelle exportieren</translation>
    </message>
    <message>
        <source>Export tables</source>
        <translation>Tabellen exportieren</translation>
    </message>
    <message>
        <source>Export the animation</source>
        <translation>Animation exportieren</translation>
    </message>
    <message>
        <source>Export the checks</source>
        <translation>Prüfungen exportieren</translation>
    </message>
    <message>
        <source>Export the grid as PNG</source>
        <translation>Raster als PNG exportieren</translation>
    </message>
    <message>
        <source>Export the split</source>
        <translation>Aufteilung exportieren</translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Export view as PNG</source>
        <translation>Ansicht als PNG exportieren</translation>
    </message>
    <message>
        <source>Export what-if picture</source>
        <translation>Was-wäre-wenn-Bild exportieren</translation>
    </message>
    <message>
        <source>Export {value}…</source>
        <translation>{value} exportieren…</translation>
    </message>
    <message>
        <source>Exported {names}: {words}</source>
        <translation>{names} exportiert: {words}</translation>
    </message>
    <message>
        <source>Exported {path_name}</source>
        <translation>{path_name} exportiert</translation>
    </message>
    <message>
        <source>Exported {path_name}: {count} pages</source>
        <translation>{path_name} exportiert: {count} Seiten</translation>
    </message>
    <message>
        <source>Exporting annotations</source>
        <translation>Annotationen werden exportiert</translation>
    </message>
    <message>
        <source>Exporting overlays</source>
        <translation>Überlagerungen werden exportiert</translation>
    </message>
    <message>
        <source>Exporting the edits</source>
        <translation>Änderungen werden exportiert</translation>
    </message>
    <message>
        <source>Exporting {path_name}</source>
        <translation>{path_name} wird exportiert</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Auge</translation>
    </message>
    <message>
        <source>Eye known from</source>
        <translation>Auge bekannt aus</translation>
    </message>
    <message>
        <source>Eyes by label</source>
        <translation>Augen nach Label</translation>
    </message>
    <message>
        <source>Eyes by prediction</source>
        <translation>Augen nach Vorhersage</translation>
    </message>
    <message>
        <source>F&amp;irst layer</source>
        <translation>&amp;Erste Schicht</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>F1, macro mean</source>
        <translation>F1, Makromittel</translation>
    </message>
    <message>
        <source>Faithfulness and random weights</source>
        <translation>Treue und zufällige Gewichte</translation>
    </message>
    <message>
        <source>Feature extraction</source>
        <translation>Merkmalsextraktion</translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Merkmalskarten</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Features leafs through what each layer has learned; Data keeps photographs and labels; Train, Evaluate and Study do what they say. Ctrl+K finds any command, F1 opens the guide.</source>
        <translation>Merkmale blättert durch das, was jede Schicht gelernt hat; Daten verwahrt Aufnahmen und Labels; Training, Auswertung und Studie tun, was sie sagen. Strg+K findet jeden Befehl, F1 öffnet das Handbuch.</translation>
    </message>
    <message>
        <source>Fi&amp;rst photograph</source>
        <translation>&amp;Erste Aufnahme</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Figures as JSON…</source>
        <translation>Kennzahlen als JSON…</translation>
    </message>
    <message>
        <source>Figures by arm</source>
        <translation>Kennzahlen nach Arm</translation>
    </message>
    <message>
        <source>Figures by arm, with 95 % intervals</source>
        <translation>Kennzahlen nach Arm, mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>Figures of the evaluation</source>
        <translation>Kennzahlen der Auswertung</translation>
    </message>
    <message>
        <source>Figures of the models</source>
        <translation>Kennzahlen der Modelle</translation>
    </message>
    <message>
        <source>Figures of the runs</source>
        <translation>Kennzahlen der Läufe</translation>
    </message>
    <message>
        <source>Figures of the training</source>
        <translation>Kennzahlen des Trainings</translation>
    </message>
    <message>
        <source>Figures with their intervals</source>
        <translation>Kennzahlen mit ihren Intervallen</translation>
    </message>
    <message>
        <source>Figures, with 95 % intervals</source>
        <translation>Kennzahlen, mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>File names are in it: if they name patients, rename the photographs first.</source>
        <translation>Dateinamen stehen darin: Wenn sie Patienten nennen, benennen Sie die Aufnahmen vorher um.</translation>
    </message>
    <message>
        <source>File of the study</source>
        <translation>Datei der Studie</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fill in a form, and train</source>
        <translation>Ein Formular ausfüllen und trainieren</translation>
    </message>
    <message>
        <source>Fill in what a network is to learn from, and watch it learn</source>
        <translation>Ausfüllen, woraus ein Netz lernen soll, und ihm beim Lernen zusehen</translation>
    </message>
    <message>
        <source>Fill in, large vessels stay</source>
        <translation>Füllen, große Gefäße bleiben</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Filled between vessels</source>
        <translation>Zwischen Gefäßen gefüllt</translation>
    </message>
    <message>
        <source>Filter classes</source>
        <translation>Klassen filtern</translation>
    </message>
    <message>
        <source>Filter classes by name</source>
        <translation>Klassen nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Schichten filtern</translation>
    </message>
    <message>
        <source>Filter layers by name and type</source>
        <translation>Schichten nach Name und Typ filtern</translation>
    </message>
    <message>
        <source>Filter photographs by name</source>
        <translation>Aufnahmen nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter {text}</source>
        <translation>Filter {text}</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>Endrate</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Find a command by typing a part of its name</source>
        <translation>Einen Befehl durch einen Teil seines Namens finden</translation>
    </message>
    <message>
        <source>Find again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <source>Find new, changed, moved and missing photographs in the folders of the project</source>
        <translation>Neue, geänderte, verschobene und fehlende Aufnahmen in den Ordnern des Projekts finden</translation>
    </message>
    <message>
        <source>Find photographs…</source>
        <translation>Aufnahmen suchen…</translation>
    </message>
    <message>
        <source>Find the model…</source>
        <translation>Modell suchen…</translation>
    </message>
    <message>
        <source>Find the photograph…</source>
        <translation>Aufnahme suchen…</translation>
    </message>
    <message>
        <source>Finding regions</source>
        <translation>Regionen werden gesucht</translation>
    </message>
    <message>
        <source>Finding the strongest channel</source>
        <translation>Der stärkste Kanal wird gesucht</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Fine structures on paths where everything speaks for the target; mostly edges, and much the same whatever the target is.</source>
        <translation>Feine Strukturen auf Wegen, auf denen alles für das Ziel spricht; meist Kanten und bei jedem Ziel fast dieselben.</translation>
    </message>
    <message>
        <source>Fine vessels are blurred beside the coarse ones.</source>
        <translation>Feine Gefäße sind neben den groben unscharf.</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Nachtrainieren</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation>Erste Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>Five depths of the network</source>
        <translation>Fünf Tiefen des Netzes</translation>
    </message>
    <message>
        <source>Fixed by the weights.</source>
        <translation>Durch die Gewichte festgelegt.</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Abflachen</translation>
    </message>
    <message>
        <source>Flip left-right</source>
        <translation>Links-rechts spiegeln</translation>
    </message>
    <message>
        <source>Flip or turn</source>
        <translation>Spiegeln oder drehen</translation>
    </message>
    <message>
        <source>Flip up-down</source>
        <translation>Oben-unten spiegeln</translation>
    </message>
    <message>
        <source>Focal</source>
        <translation>Fokal</translation>
    </message>
    <message>
        <source>Focal gamma</source>
        <translation>Fokales Gamma</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>Fold {fold}</source>
        <translation>Fold {fold}</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for the overlays</source>
        <translation>Ordner für die Überlagerungen</translation>
    </message>
    <message>
        <source>Folder for the tables</source>
        <translation>Ordner für die Tabellen</translation>
    </message>
    <message>
        <source>Folder names</source>
        <translation>Ordnernamen</translation>
    </message>
    <message>
        <source>Folder of masks to make</source>
        <translation>Anzulegender Maskenordner</translation>
    </message>
    <message>
        <source>Folder of photographs</source>
        <translation>Ordner mit Aufnahmen</translation>
    </message>
    <message>
        <source>Folder of photographs, table or HDF5 file</source>
        <translation>Ordner mit Aufnahmen, Tabelle oder HDF5-Datei</translation>
    </message>
    <message>
        <source>Folder of the photographs that it names</source>
        <translation>Ordner der Aufnahmen, die sie nennt</translation>
    </message>
    <message>
        <source>Folder with a folder a class in it</source>
        <translation>Ordner mit einem Ordner je Klasse</translation>
    </message>
    <message>
        <source>Folders of JPEG, quality 95</source>
        <translation>Ordner mit JPEG, Qualität 95</translation>
    </message>
    <message>
        <source>Folders of PNG, without loss</source>
        <translation>Ordner mit PNG, verlustfrei</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folds</translation>
    </message>
    <message>
        <source>Follow prediction</source>
        <translation>Vorhersage folgen</translation>
    </message>
    <message>
        <source>For each channel the nine photographs that excite it most, and what it sees</source>
        <translation>Für jeden Kanal die neun Aufnahmen, die ihn am stärksten erregen, und was er sieht</translation>
    </message>
    <message>
        <source>For each place</source>
        <translation>Für jede Stelle</translation>
    </message>
    <message>
        <source>For the model&apos;s card.</source>
        <translation>Für den Steckbrief des Modells.</translation>
    </message>
    <message>
        <source>For the processor&apos;s arithmetic; 0: as many as there are.</source>
        <translation>Für das Rechnen des Prozessors; 0: so viele, wie es gibt.</translation>
    </message>
    <message>
        <source>For the test</source>
        <translation>Für den Test</translation>
    </message>
    <message>
        <source>For the whole map</source>
        <translation>Für die ganze Karte</translation>
    </message>
    <message>
        <source>For validation</source>
        <translation>Für die Validierung</translation>
    </message>
    <message>
        <source>For vision transformers</source>
        <translation>Für Vision Transformer</translation>
    </message>
    <message>
        <source>For what the range is worked out</source>
        <translation>Wofür der Bereich ermittelt wird</translation>
    </message>
    <message>
        <source>Forget these files; none is touched</source>
        <translation>Diese Dateien vergessen; keine wird angerührt</translation>
    </message>
    <message>
        <source>Forget this import and what it said</source>
        <translation>Diesen Import und was er sagte vergessen</translation>
    </message>
    <message>
        <source>Forget what was marked by hand, and take what the program finds</source>
        <translation>Das von Hand Markierte vergessen und nehmen, was das Programm findet</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>Fovea</translation>
    </message>
    <message>
        <source>Frame of the animation</source>
        <translation>Bild der Animation</translation>
    </message>
    <message>
        <source>Frame the field of view of the selected layer at the pointer: all that it can see, and what counts of it</source>
        <translation>Das Sichtfeld der gewählten Schicht am Zeiger einrahmen: alles, was sie sehen kann, und was davon zählt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From -1 to 1</source>
        <translation>Von -1 bis 1</translation>
    </message>
    <message>
        <source>From 0 to 1</source>
        <translation>Von 0 bis 1</translation>
    </message>
    <message>
        <source>From a probability of {threshold:.3f} on: {parts}. Click the curve for another.</source>
        <translation>Ab einer Wahrscheinlichkeit von {threshold:.3f}: {parts}. Klicken Sie für eine andere auf die Kurve.</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>From one window to the next, in pixels.</source>
        <translation>Von einem Fenster zum nächsten, in Pixeln.</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Von Grund auf</translation>
    </message>
    <message>
        <source>From the next start on the window speaks {language}.</source>
        <translation>Ab dem nächsten Start spricht das Fenster {language}.</translation>
    </message>
    <message>
        <source>From which patches a vision transformer gathers what its answer is read from; the same for every target, and blind to everything but attention.</source>
        <translation>Aus welchen Ausschnitten ein Vision Transformer sammelt, woraus seine Antwort gelesen wird; für jedes Ziel gleich und blind für alles außer der Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>From your choice to the picture; next to nothing where it was computed ahead</source>
        <translation>Von Ihrer Wahl bis zum Bild; so gut wie nichts, wo vorausgerechnet wurde</translation>
    </message>
    <message>
        <source>From {short_number} to {short_number_2}</source>
        <translation>Von {short_number} bis {short_number_2}</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Fundus photographs</source>
        <translation>Fundusaufnahmen</translation>
    </message>
    <message>
        <source>Fundus photographs with markers</source>
        <translation>Fundusaufnahmen mit Markern</translation>
    </message>
    <message>
        <source>Funduscope</source>
        <translation>Funduscope</translation>
    </message>
    <message>
        <source>Funduscope made a mistake. You can go on working. To have it mended, copy this report and send it to the authors: it holds no names of photographs.</source>
        <translation>Funduscope hat einen Fehler gemacht. Sie können weiterarbeiten. Damit er behoben wird, kopieren Sie diesen Bericht und senden Sie ihn den Autoren: Er enthält keine Namen von Aufnahmen.</translation>
    </message>
    <message>
        <source>Funduscope studies</source>
        <translation>Funduscope-Studien</translation>
    </message>
    <message>
        <source>G red-free</source>
        <translation>G rotfrei</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Getting sharper</source>
        <translation>Wird schärfer</translation>
    </message>
    <message>
        <source>Getting sharper: {share}</source>
        <translation>Wird schärfer: {share}</translation>
    </message>
    <message>
        <source>Gini index of the map: 0 the same everywhere, 1 all in one pixel</source>
        <translation>Gini-Index der Karte: 0 überall gleich, 1 alles in einem Pixel</translation>
    </message>
    <message>
        <source>Give every command the shortcut that it had from the start</source>
        <translation>Jedem Befehl das Tastenkürzel geben, das er von Anfang an hatte</translation>
    </message>
    <message>
        <source>Give every parameter of the method its default</source>
        <translation>Jedem Parameter der Methode seine Vorgabe geben</translation>
    </message>
    <message>
        <source>Give every parameter of this method its default</source>
        <translation>Jedem Parameter dieser Methode seine Vorgabe geben</translation>
    </message>
    <message>
        <source>Give it a later digit</source>
        <translation>Eine spätere Ziffer geben</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihm einen Namen.</translation>
    </message>
    <message>
        <source>Give it an earlier digit</source>
        <translation>Eine frühere Ziffer geben</translation>
    </message>
    <message>
        <source>Give names while leafing, or export a whole layer.</source>
        <translation>Vergeben Sie Namen beim Blättern, oder exportieren Sie eine ganze Schicht.</translation>
    </message>
    <message>
        <source>Give numbers and ranges from 0 to {limit}, as in 0-3, 7; up to 64.</source>
        <translation>Geben Sie Zahlen und Bereiche von 0 bis {limit} an, wie 0-3, 7; bis zu 64.</translation>
    </message>
    <message>
        <source>Give the photograph the class number 0 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 0 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 1 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 1 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 2 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 2 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 3 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 3 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 4 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 4 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 5 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 5 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 6 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 6 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 7 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 7 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 8 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 8 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the photograph the class number 9 of those that one grades by</source>
        <translation>Der Aufnahme die Klasse Nummer 9 derer geben, nach denen graduiert wird</translation>
    </message>
    <message>
        <source>Give the selected mark the name of another lesion</source>
        <translation>Der ausgewählten Markierung den Namen einer anderen Läsion geben</translation>
    </message>
    <message>
        <source>Give the study a title.</source>
        <translation>Geben Sie der Studie einen Titel.</translation>
    </message>
    <message>
        <source>Give these keys to this command, and take them from the one that has them</source>
        <translation>Diesem Befehl diese Tasten geben und sie dem nehmen, der sie hat</translation>
    </message>
    <message>
        <source>Give this command the shortcut that it had from the start</source>
        <translation>Diesem Befehl das Tastenkürzel geben, das er von Anfang an hatte</translation>
    </message>
    <message>
        <source>Give up the stroke, else the tool: dragging pans again</source>
        <translation>Den Strich aufgeben, sonst das Werkzeug: Ziehen verschiebt wieder</translation>
    </message>
    <message>
        <source>Go back to the photograph before that you have not annotated</source>
        <translation>Zurück zur Aufnahme davor gehen, die Sie noch nicht annotiert haben</translation>
    </message>
    <message>
        <source>Go forward to what was selected later</source>
        <translation>Vorwärts zu dem gehen, was später gewählt war</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on (P)</source>
        <translation>Fortsetzen (P)</translation>
    </message>
    <message>
        <source>Go on after grading</source>
        <translation>Nach dem Graduieren weitergehen</translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation>Dort fortsetzen, wo es war</translation>
    </message>
    <message>
        <source>Go on with a study of readers, or look at it</source>
        <translation>Eine Befunderstudie fortsetzen oder ansehen</translation>
    </message>
    <message>
        <source>Go to the first photograph</source>
        <translation>Zur ersten Aufnahme gehen</translation>
    </message>
    <message>
        <source>Go to the last photograph</source>
        <translation>Zur letzten Aufnahme gehen</translation>
    </message>
    <message>
        <source>Go to the layer before, nearer to the photograph</source>
        <translation>Zur Schicht davor gehen, näher an der Aufnahme</translation>
    </message>
    <message>
        <source>Go to the layer nearest to the answer</source>
        <translation>Zur Schicht gehen, die der Antwort am nächsten ist</translation>
    </message>
    <message>
        <source>Go to the layer nearest to the photograph</source>
        <translation>Zur Schicht gehen, die der Aufnahme am nächsten ist</translation>
    </message>
    <message>
        <source>Go to the next layer, nearer to the answer</source>
        <translation>Zur nächsten Schicht gehen, näher an der Antwort</translation>
    </message>
    <message>
        <source>Go to the next photograph</source>
        <translation>Zur nächsten Aufnahme gehen</translation>
    </message>
    <message>
        <source>Go to the next photograph that you have not annotated</source>
        <translation>Zur nächsten Aufnahme gehen, die Sie noch nicht annotiert haben</translation>
    </message>
    <message>
        <source>Go to the notes about the photograph</source>
        <translation>Zu den Anmerkungen über die Aufnahme gehen</translation>
    </message>
    <message>
        <source>Go to the previous photograph</source>
        <translation>Zur vorherigen Aufnahme gehen</translation>
    </message>
    <message>
        <source>Go to the workspace {name} first ({shortcut}).</source>
        <translation>Gehen Sie zuerst in den Arbeitsbereich {name} ({shortcut}).</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM++</source>
        <translation>Grad-CAM++</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>Grade &amp;0</source>
        <translation>Grad &amp;0</translation>
    </message>
    <message>
        <source>Grade &amp;1</source>
        <translation>Grad &amp;1</translation>
    </message>
    <message>
        <source>Grade &amp;2</source>
        <translation>Grad &amp;2</translation>
    </message>
    <message>
        <source>Grade &amp;3</source>
        <translation>Grad &amp;3</translation>
    </message>
    <message>
        <source>Grade &amp;4</source>
        <translation>Grad &amp;4</translation>
    </message>
    <message>
        <source>Grade &amp;5</source>
        <translation>Grad &amp;5</translation>
    </message>
    <message>
        <source>Grade &amp;6</source>
        <translation>Grad &amp;6</translation>
    </message>
    <message>
        <source>Grade &amp;7</source>
        <translation>Grad &amp;7</translation>
    </message>
    <message>
        <source>Grade &amp;8</source>
        <translation>Grad &amp;8</translation>
    </message>
    <message>
        <source>Grade &amp;9</source>
        <translation>Grad &amp;9</translation>
    </message>
    <message>
        <source>Grade the photograph by digits; a click selects a mark, dragging changes it, and pans elsewhere</source>
        <translation>Die Aufnahme mit Ziffern graduieren; ein Klick wählt eine Markierung aus, Ziehen ändert sie und verschiebt anderswo</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>Grades against the reference</source>
        <translation>Grade gegen die Referenz</translation>
    </message>
    <message>
        <source>Grades as they occur</source>
        <translation>Grade, wie sie vorkommen</translation>
    </message>
    <message>
        <source>Grades of diabetic retinopathy</source>
        <translation>Grade der diabetischen Retinopathie</translation>
    </message>
    <message>
        <source>Grass or nothing</source>
        <translation>Gras oder nichts</translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation>Grüner Kanal</translation>
    </message>
    <message>
        <source>Grid of comparison</source>
        <translation>Vergleichsraster</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Group by &amp;patient</source>
        <translation>Nach &amp;Patient gruppieren</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Guided Grad-CAM</source>
        <translation>Guided Grad-CAM</translation>
    </message>
    <message>
        <source>Guided backpropagation</source>
        <translation>Guided Backpropagation</translation>
    </message>
    <message>
        <source>HDF5 file</source>
        <translation>HDF5-Datei</translation>
    </message>
    <message>
        <source>HDF5 files (*.h5 *.hdf5);;All files (*)</source>
        <translation>HDF5-Dateien (*.h5 *.hdf5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Hatch in the overlay what random networks reach as well</source>
        <translation>In der Überlagerung schraffieren, was zufällige Netze ebenso erreichen</translation>
    </message>
    <message>
        <source>Hatched</source>
        <translation>Schraffiert</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation>Gehalten gegen</translation>
    </message>
    <message>
        <source>HiResCAM</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>Hide the photograph and stop the clock</source>
        <translation>Die Aufnahme verbergen und die Uhr anhalten</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>Getroffen</translation>
    </message>
    <message>
        <source>Holding maps against masks</source>
        <translation>Karten werden gegen Masken gehalten</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Umfasst</translation>
    </message>
    <message>
        <source>How far a peak must stand above the saddle to the next one to be a region of its own, as a share of the highest</source>
        <translation>Wie weit ein Gipfel über den Sattel zum nächsten ragen muss, um eine eigene Region zu sein, als Anteil des höchsten</translation>
    </message>
    <message>
        <source>How far each step goes (Adam)</source>
        <translation>Wie weit jeder Schritt geht (Adam)</translation>
    </message>
    <message>
        <source>How far labels are not believed, 0 to 0.99.</source>
        <translation>Wie weit Labels nicht geglaubt wird, 0 bis 0,99.</translation>
    </message>
    <message>
        <source>How far the maps a&amp;gree…</source>
        <translation>Wie weit die Karten über&amp;einstimmen…</translation>
    </message>
    <message>
        <source>How far the maps agree, in figures</source>
        <translation>Wie weit die Karten übereinstimmen, in Zahlen</translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation>Wie weit das Training ist</translation>
    </message>
    <message>
        <source>How good one model is, and whether to believe it</source>
        <translation>Wie gut ein Modell ist, und ob man ihm glauben darf</translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation>Wie gefragt wird</translation>
    </message>
    <message>
        <source>How large it is will be said here.</source>
        <translation>Wie groß es ist, wird hier stehen.</translation>
    </message>
    <message>
        <source>How loudly random networks speak</source>
        <translation>Wie laut zufällige Netze sprechen</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>How many photographs</source>
        <translation>Wie viele Aufnahmen</translation>
    </message>
    <message>
        <source>How many photographs are drawn; 0: all of them</source>
        <translation>Wie viele Aufnahmen gezogen werden; 0: alle</translation>
    </message>
    <message>
        <source>How many photographs are shown a second, here and in what is exported</source>
        <translation>Wie viele Aufnahmen je Sekunde gezeigt werden, hier und im Export</translation>
    </message>
    <message>
        <source>How many photographs have this label</source>
        <translation>Wie viele Fotografien dieses Label haben</translation>
    </message>
    <message>
        <source>How many pixels of the network&apos;s input lie between two positions of the layer</source>
        <translation>Wie viele Pixel des Netzeingangs zwischen zwei Stellen der Schicht liegen</translation>
    </message>
    <message>
        <source>How many; in brackets those whose map has no evidence</source>
        <translation>Wie viele; in Klammern die, deren Karte keine Evidenz hat</translation>
    </message>
    <message>
        <source>How much easy photographs count less, with the focal loss.</source>
        <translation>Wie viel weniger leichte Aufnahmen zählen, beim fokalen Verlust.</translation>
    </message>
    <message>
        <source>How much of what random networks reach counts as nothing</source>
        <translation>Wie viel von dem, was zufällige Netze erreichen, als nichts gilt</translation>
    </message>
    <message>
        <source>How often each name was given, layer by layer</source>
        <translation>Wie oft jeder Name vergeben wurde, Schicht für Schicht</translation>
    </message>
    <message>
        <source>How often every photograph is seen.</source>
        <translation>Wie oft jede Aufnahme gesehen wird.</translation>
    </message>
    <message>
        <source>How sure are you? A to F, or the arrow keys</source>
        <translation>Wie sicher sind Sie? A bis F oder die Pfeiltasten</translation>
    </message>
    <message>
        <source>How sure?</source>
        <translation>Wie sicher?</translation>
    </message>
    <message>
        <source>How the channel becomes one number</source>
        <translation>Wie aus dem Kanal eine Zahl wird</translation>
    </message>
    <message>
        <source>How the heads of a layer become one.</source>
        <translation>Wie aus den Köpfen einer Schicht einer wird.</translation>
    </message>
    <message>
        <source>How the picture of features becomes a row of them; its own fits nearly always.</source>
        <translation>Wie aus dem Bild der Merkmale eine Reihe wird; die eigene Art passt fast immer.</translation>
    </message>
    <message>
        <source>How the rate changes: not at all, as a cosine, or when nothing gets better.</source>
        <translation>Wie sich die Rate ändert: gar nicht, als Kosinus oder wenn nichts besser wird.</translation>
    </message>
    <message>
        <source>How the target&apos;s gain over an empty photograph divides among the pixels; it depends on what counts as empty.</source>
        <translation>Wie sich der Gewinn des Ziels gegenüber einer leeren Aufnahme auf die Pixel verteilt; es hängt davon ab, was als leer gilt.</translation>
    </message>
    <message>
        <source>How wide the brush is, in pixels of the photograph ([ and ])</source>
        <translation>Wie breit der Pinsel ist, in Pixeln der Aufnahme ([ und ])</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>ICDR grades 0-4</source>
        <translation>ICDR-Grade 0-4</translation>
    </message>
    <message>
        <source>If the classes are grades in rising order</source>
        <translation>Wenn die Klassen Grade in steigender Ordnung sind</translation>
    </message>
    <message>
        <source>Image &amp;quality</source>
        <translation>Bild&amp;qualität</translation>
    </message>
    <message>
        <source>Image quality</source>
        <translation>Bildqualität</translation>
    </message>
    <message>
        <source>Image, part or fold, label, class weight and how often it occurs in an epoch</source>
        <translation>Bild, Teil oder Fold, Label, Klassengewicht und wie oft es in einer Epoche vorkommt</translation>
    </message>
    <message>
        <source>ImageNet&apos;s</source>
        <translation>wie ImageNet</translation>
    </message>
    <message>
        <source>ImageNet&apos;s mean and deviation</source>
        <translation>Mittel und Streuung von ImageNet</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import COCO JSON</source>
        <translation>COCO-JSON importieren</translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>Import labels first: every part gets its share of each class.</source>
        <translation>Importieren Sie zuerst Labels: Jeder Teil erhält seinen Anteil jeder Klasse.</translation>
    </message>
    <message>
        <source>Import {path_name}</source>
        <translation>{path_name} importieren</translation>
    </message>
    <message>
        <source>Imported labels</source>
        <translation>Importierte Labels</translation>
    </message>
    <message>
        <source>Imported labels, and what &amp;was left out…</source>
        <translation>Importierte Labels und &amp;was ausgelassen wurde…</translation>
    </message>
    <message>
        <source>Importing annotations</source>
        <translation>Annotationen werden importiert</translation>
    </message>
    <message>
        <source>Importing {path_name}</source>
        <translation>{path_name} wird importiert</translation>
    </message>
    <message>
        <source>Imports of labels</source>
        <translation>Importe von Labels</translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation>In einer Epoche</translation>
    </message>
    <message>
        <source>In an epoch every class occurs equally often: of smaller classes photographs are repeated (oversampling), of larger ones some are left out, others in each epoch (undersampling).</source>
        <translation>In einer Epoche kommt jede Klasse gleich oft vor: Aufnahmen kleinerer Klassen werden wiederholt (Oversampling), von größeren werden einige ausgelassen, in jeder Epoche andere (Undersampling).</translation>
    </message>
    <message>
        <source>In an epoch, when resampling; 0: as many as the largest has.</source>
        <translation>In einer Epoche, beim Resampling; 0: so viele, wie die größte hat.</translation>
    </message>
    <message>
        <source>In full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>In full (needs CUDA)</source>
        <translation>Vollständig (braucht CUDA)</translation>
    </message>
    <message>
        <source>In order, separated by semicolons, where the data set does not name them. Grades have an order.</source>
        <translation>Der Reihe nach, durch Semikolons getrennt, wo der Datensatz sie nicht nennt. Grade haben eine Ordnung.</translation>
    </message>
    <message>
        <source>In shares of the side.</source>
        <translation>In Anteilen der Seite.</translation>
    </message>
    <message>
        <source>In the project</source>
        <translation>Im Projekt</translation>
    </message>
    <message>
        <source>In which part of the eye the evidence lies, and alarms where there is no eye</source>
        <translation>In welchem Teil des Auges die Evidenz liegt, und Alarm, wo gar kein Auge ist</translation>
    </message>
    <message>
        <source>In {count:,} of {count_2:,} photographs the evidence lies where there is no eye, or on the rim of the field: perhaps the network follows a shortcut. They stand first below.</source>
        <translation>Bei {count:,} von {count_2:,} Aufnahmen liegt die Evidenz dort, wo kein Auge ist, oder am Rand des Bildfelds: Vielleicht folgt das Netz einer Abkürzung. Sie stehen unten zuerst.</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Inner inferior</source>
        <translation>Innen inferior</translation>
    </message>
    <message>
        <source>Inner nasal</source>
        <translation>Innen nasal</translation>
    </message>
    <message>
        <source>Inner superior</source>
        <translation>Innen superior</translation>
    </message>
    <message>
        <source>Inner temporal</source>
        <translation>Innen temporal</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Input channel</source>
        <translation>Eingangskanal</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Eingangsgröße</translation>
    </message>
    <message>
        <source>Input x gradient</source>
        <translation>Eingang x Gradient</translation>
    </message>
    <message>
        <source>Inside the network</source>
        <translation>Im Inneren des Netzes</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Integrierte Gradienten</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>Interpolation</translation>
    </message>
    <message>
        <source>Intervals come from 2,000 resampled sets of photographs.</source>
        <translation>Intervalle kommen aus 2.000 neu gezogenen Mengen von Fotografien.</translation>
    </message>
    <message>
        <source>IoU at 25 %</source>
        <translation>IoU bei 25 %</translation>
    </message>
    <message>
        <source>IoU at 50 %</source>
        <translation>IoU bei 50 %</translation>
    </message>
    <message>
        <source>IoU at 75 %</source>
        <translation>IoU bei 75 %</translation>
    </message>
    <message>
        <source>IoU, best level</source>
        <translation>IoU, bestes Niveau</translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation>Es hat keine.</translation>
    </message>
    <message>
        <source>It has not begun.</source>
        <translation>Es hat noch nicht begonnen.</translation>
    </message>
    <message>
        <source>It holds until the program is closed.</source>
        <translation>Es gilt, bis das Programm geschlossen wird.</translation>
    </message>
    <message>
        <source>It is here: {report}</source>
        <translation>Er liegt hier: {report}</translation>
    </message>
    <message>
        <source>It is in the folder &apos;docs&apos; of its source.</source>
        <translation>Sie steht im Ordner „docs“ des Quelltexts.</translation>
    </message>
    <message>
        <source>It is no convolution: it has no weights that could be shown as pictures.</source>
        <translation>Diese Schicht ist keine Faltung: Sie hat keine Gewichte, die als Bilder gezeigt werden könnten.</translation>
    </message>
    <message>
        <source>It is remembered for these labels and this model&apos;s classes, and can be changed in Evaluate.</source>
        <translation>Es wird für diese Labels und die Klassen dieses Modells gemerkt und kann in Auswertung geändert werden.</translation>
    </message>
    <message>
        <source>It may have been moved or renamed.</source>
        <translation>Sie wurde vielleicht verschoben oder umbenannt.</translation>
    </message>
    <message>
        <source>It shows what a trained network says of fundus photographs, and where it looks. Two minutes on the sample photographs, which are rendered: what is on them is known. It is a research tool, not for clinical use.</source>
        <translation>Es zeigt, was ein trainiertes Netz zu Fundusaufnahmen sagt und wohin es schaut. Zwei Minuten an den Beispielaufnahmen, die gerendert sind: Was auf ihnen ist, ist bekannt. Es ist ein Forschungswerkzeug, nicht für den klinischen Einsatz.</translation>
    </message>
    <message>
        <source>It stands here in a moment.</source>
        <translation>Sie steht gleich hier.</translation>
    </message>
    <message>
        <source>Its logits spread by {short_number} over the classes</source>
        <translation>Seine Logits streuen über die Klassen um {short_number}</translation>
    </message>
    <message>
        <source>Its maximum lies {peak_moved:.0%} of the shorter side away</source>
        <translation>Sein Maximum liegt {peak_moved:.0%} der kürzeren Seite entfernt</translation>
    </message>
    <message>
        <source>Its model can be opened in Train.</source>
        <translation>Sein Modell kann in Training geöffnet werden.</translation>
    </message>
    <message>
        <source>Its photographs stay in their parts, and its test photographs in the test part of every other split.</source>
        <translation>Ihre Aufnahmen bleiben in ihren Teilen, und ihre Testaufnahmen im Testteil jeder anderen Aufteilung.</translation>
    </message>
    <message>
        <source>Its width.</source>
        <translation>Ihre Breite.</translation>
    </message>
    <message>
        <source>J and a digit; or the digit alone while the tool to look and grade is in hand (A)</source>
        <translation>J und eine Ziffer; oder die Ziffer allein, solange das Werkzeug zum Ansehen und Graduieren gewählt ist (A)</translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, BMP and WebP, of any size and depth.</source>
        <translation>JPEG, PNG, TIFF, BMP und WebP, in jeder Größe und Farbtiefe.</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Jet (classic)</source>
        <translation>Jet (klassisch)</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Zittern</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>Beurteilt nach</translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation>Kappa</translation>
    </message>
    <message>
        <source>Kappa, validation</source>
        <translation>Kappa, Validierung</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>Behalten als</translation>
    </message>
    <message>
        <source>Keep both eyes, and all photographs, of a patient on one side</source>
        <translation>Beide Augen und alle Aufnahmen eines Patienten auf einer Seite halten</translation>
    </message>
    <message>
        <source>Keep it among the pinned views, whatever is selected later</source>
        <translation>Bei den angehefteten Ansichten behalten, was auch immer später gewählt wird</translation>
    </message>
    <message>
        <source>Keep method, layer, class and model as they are now, to compare them with what is selected later</source>
        <translation>Methode, Schicht, Klasse und Modell behalten, wie sie jetzt sind, um sie mit später Gewähltem zu vergleichen</translation>
    </message>
    <message>
        <source>Keep patients together</source>
        <translation>Patienten zusammenhalten</translation>
    </message>
    <message>
        <source>Keep study as</source>
        <translation>Studie behalten als</translation>
    </message>
    <message>
        <source>Keep the limits of the cells for the next photographs</source>
        <translation>Die Grenzen der Zellen für die nächsten Aufnahmen behalten</translation>
    </message>
    <message>
        <source>Keep the selected photographs out of splits, training and prediction; no file is touched</source>
        <translation>Die ausgewählten Aufnahmen aus Aufteilungen, Training und Vorhersage heraushalten; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Keep these steps as a recipe file, for the command line too</source>
        <translation>Diese Schritte als Rezeptdatei behalten, auch für die Befehlszeile</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>Keep what speaks against the target, below 0.</source>
        <translation>Behalten, was gegen das Ziel spricht, unter 0.</translation>
    </message>
    <message>
        <source>Keeps weights small; biases are spared.</source>
        <translation>Hält Gewichte klein; Biaswerte bleiben verschont.</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys: {keys} to {keys_2}</source>
        <translation>Tasten: {keys} bis {keys_2}</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>L&amp;arger brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>L&amp;ast photograph</source>
        <translation>&amp;Letzte Aufnahme</translation>
    </message>
    <message>
        <source>LaTeX (*.tex)</source>
        <translation>LaTeX (*.tex)</translation>
    </message>
    <message>
        <source>LaTeX…</source>
        <translation>LaTeX…</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Label &amp;conflicts</source>
        <translation>Label&amp;konflikte</translation>
    </message>
    <message>
        <source>Label conflict</source>
        <translation>Labelkonflikt</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Labelglättung</translation>
    </message>
    <message>
        <source>Label without a photograph</source>
        <translation>Label ohne Aufnahme</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Labels and classes have different names</source>
        <translation>Labels und Klassen haben verschiedene Namen</translation>
    </message>
    <message>
        <source>Labels go to photographs by the names of their files.</source>
        <translation>Labels gehen nach den Dateinamen an die Aufnahmen.</translation>
    </message>
    <message>
        <source>Langua&amp;ge…</source>
        <translation>Sp&amp;rache…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Larger tiles (Ctrl with the wheel)</source>
        <translation>Größere Kacheln (Strg mit dem Rad)</translation>
    </message>
    <message>
        <source>Largest deviation of a Gaussian. Hides microaneurysms soon.</source>
        <translation>Größte Streuung einer Gaußkurve. Verbirgt bald Mikroaneurysmen.</translation>
    </message>
    <message>
        <source>Largest difference from double precision: {short_number} of the range</source>
        <translation>Größte Differenz zur doppelten Genauigkeit: {short_number} des Wertebereichs</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Largest gradient</source>
        <translation>Größter Gradient</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Later less earlier</source>
        <translation>Später minus früher</translation>
    </message>
    <message>
        <source>Later visit</source>
        <translation>Spätere Untersuchung</translation>
    </message>
    <message>
        <source>Lay its curves over the others</source>
        <translation>Seine Kurven über die anderen legen</translation>
    </message>
    <message>
        <source>Lay the map over the photograph</source>
        <translation>Die Karte über die Aufnahme legen</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layer of the channel</source>
        <translation>Schicht des Kanals</translation>
    </message>
    <message>
        <source>Layer of the other model</source>
        <translation>Schicht des anderen Modells</translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Layers and sizes of the architecture where it leaves a choice; empty: its own.</source>
        <translation>Schichten und Größen der Architektur, wo sie eine Wahl lässt; leer: ihre eigenen.</translation>
    </message>
    <message>
        <source>Layers by themselves, too</source>
        <translation>Auch Schichten für sich</translation>
    </message>
    <message>
        <source>Leaf through what each layer has learned</source>
        <translation>Durch das blättern, was jede Schicht gelernt hat</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Leave (Esc)</source>
        <translation>Verlassen (Esc)</translation>
    </message>
    <message>
        <source>Leave Funduscope; the arrangement is remembered</source>
        <translation>Funduscope verlassen; die Anordnung wird gemerkt</translation>
    </message>
    <message>
        <source>Leave it off for what is handed on: hashes then stand for names</source>
        <translation>Für Weitergegebenes weglassen: Dann stehen Prüfsummen für Namen</translation>
    </message>
    <message>
        <source>Leave out of the overlay what random networks reach as well</source>
        <translation>Aus der Überlagerung weglassen, was zufällige Netze ebenso erreichen</translation>
    </message>
    <message>
        <source>Leave photographs of the chosen findings out, or relabel them</source>
        <translation>Aufnahmen der gewählten Befunde auslassen oder neu labeln</translation>
    </message>
    <message>
        <source>Leave the grid (Esc)</source>
        <translation>Das Raster verlassen (Esc)</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>Den Rundgang verlassen</translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Leave them as they are</source>
        <translation>Lassen, wie sie sind</translation>
    </message>
    <message>
        <source>Left and right change places.</source>
        <translation>Links und rechts tauschen die Plätze.</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>Linkes Auge</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Left out, since it cannot be read: {names}.</source>
        <translation>Ausgelassen, da nicht lesbar: {names}.</translation>
    </message>
    <message>
        <source>Left out: {partition}. {why}</source>
        <translation>Ausgelassen: {partition}. {why}</translation>
    </message>
    <message>
        <source>Lesion by lesion</source>
        <translation>Läsion für Läsion</translation>
    </message>
    <message>
        <source>Lesion by lesion: {method} at {layer} (choose another row above)</source>
        <translation>Läsion für Läsion: {method} in {layer} (wählen Sie oben eine andere Zeile)</translation>
    </message>
    <message>
        <source>Lesion to mark</source>
        <translation>Zu markierende Läsion</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Lesions have no side that is up.</source>
        <translation>Läsionen haben keine Seite, die oben ist.</translation>
    </message>
    <message>
        <source>Lesions hit</source>
        <translation>Getroffene Läsionen</translation>
    </message>
    <message>
        <source>Less local mean (Vincenzi)</source>
        <translation>Minus lokales Mittel (Vincenzi)</translation>
    </message>
    <message>
        <source>Less local mean, masked</source>
        <translation>Minus lokales Mittel, maskiert</translation>
    </message>
    <message>
        <source>Let go of the project; all of it is saved already</source>
        <translation>Das Projekt loslassen; alles darin ist bereits gesichert</translation>
    </message>
    <message>
        <source>Let readers grade photographs alone and with the network&apos;s help, or judge its maps without knowing whose they are; then see what it changes.</source>
        <translation>Lassen Sie Befunder Aufnahmen allein und mit der Hilfe des Netzes graduieren, oder seine Karten beurteilen, ohne zu wissen, wessen sie sind; sehen Sie dann, was es ändert.</translation>
    </message>
    <message>
        <source>Let readers grade photographs with and without the network</source>
        <translation>Befunder Aufnahmen mit und ohne das Netz graduieren lassen</translation>
    </message>
    <message>
        <source>Let readers grade photographs with and without the network, or judge its maps</source>
        <translation>Befunder Aufnahmen mit und ohne das Netz graduieren oder seine Karten beurteilen lassen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Lightness equalised (Casini)</source>
        <translation>Helligkeit ausgeglichen (Casini)</translation>
    </message>
    <message>
        <source>Like Grad-CAM, but small and repeated lesions count as much as one large one; how strong the support is, it does not say.</source>
        <translation>Wie Grad-CAM, aber kleine und wiederholte Läsionen zählen so viel wie eine große; wie stark die Unterstützung ist, sagt sie nicht.</translation>
    </message>
    <message>
        <source>List all shortcuts, and change them</source>
        <translation>Alle Tastenkürzel auflisten und ändern</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.json);;All files (*)</source>
        <translation>Listen (*.txt *.csv *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load a model, or import trained weights</source>
        <translation>Ein Modell laden oder trainierte Gewichte importieren</translation>
    </message>
    <message>
        <source>Loading the audit</source>
        <translation>Prüfung wird geladen</translation>
    </message>
    <message>
        <source>Loading the experiments</source>
        <translation>Experimente werden geladen</translation>
    </message>
    <message>
        <source>Loading the network library</source>
        <translation>Netzbibliothek wird geladen</translation>
    </message>
    <message>
        <source>Loading the renderers</source>
        <translation>Renderer werden geladen</translation>
    </message>
    <message>
        <source>Loading the steps</source>
        <translation>Schritte werden geladen</translation>
    </message>
    <message>
        <source>Loading {path_name}</source>
        <translation>{path_name} wird geladen</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Laden…</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>Lokalisation</translation>
    </message>
    <message>
        <source>Lock and go on</source>
        <translation>Sperren und weiter</translation>
    </message>
    <message>
        <source>Lock it once something was measured on its test part.</source>
        <translation>Sperren Sie sie, sobald an ihrem Testteil etwas gemessen wurde.</translation>
    </message>
    <message>
        <source>Lock it: its test photographs are never trained on</source>
        <translation>Sperren: An ihren Testaufnahmen wird nie trainiert</translation>
    </message>
    <message>
        <source>Lock limits across photographs</source>
        <translation>Grenzen über Aufnahmen hinweg festhalten</translation>
    </message>
    <message>
        <source>Lock the answer; it cannot be changed afterwards (Enter)</source>
        <translation>Die Antwort sperren; danach kann sie nicht mehr geändert werden (Enter)</translation>
    </message>
    <message>
        <source>Lock the limits across photographs</source>
        <translation>Die Grenzen über Aufnahmen hinweg festhalten</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Look at every photograph of a folder</source>
        <translation>Alle Aufnahmen eines Ordners ansehen</translation>
    </message>
    <message>
        <source>Look at it in Review</source>
        <translation>In Sichtung ansehen</translation>
    </message>
    <message>
        <source>Look at photographs with it</source>
        <translation>Aufnahmen damit ansehen</translation>
    </message>
    <message>
        <source>Look at photographs, and at where the network looks</source>
        <translation>Aufnahmen ansehen, und wohin das Netz schaut</translation>
    </message>
    <message>
        <source>Look at rendered photographs whose lesions are known, with a model that was trained on their like</source>
        <translation>Gerenderte Aufnahmen ansehen, deren Läsionen bekannt sind, mit einem Modell, das an ihresgleichen trainiert wurde</translation>
    </message>
    <message>
        <source>Look at samples</source>
        <translation>Beispiele ansehen</translation>
    </message>
    <message>
        <source>Look at the edited photograph</source>
        <translation>Die bearbeitete Aufnahme ansehen</translation>
    </message>
    <message>
        <source>Look at the maps of all channels of the layer at once, by saliency or occlusion, and choose one of them</source>
        <translation>Die Karten aller Kanäle der Schicht zugleich ansehen, durch Salienz oder Okklusion, und einen davon wählen</translation>
    </message>
    <message>
        <source>Look at the maps of all channels of this layer at once, and choose one of them</source>
        <translation>Die Karten aller Kanäle dieser Schicht zugleich ansehen und einen davon wählen</translation>
    </message>
    <message>
        <source>Look at the photograph as it is (or hold H)</source>
        <translation>Die Aufnahme ansehen, wie sie ist (oder H halten)</translation>
    </message>
    <message>
        <source>Look at these</source>
        <translation>Diese ansehen</translation>
    </message>
    <message>
        <source>Look for photographs that are broken, no fundus, badly exposed, there twice or labelled in two ways</source>
        <translation>Nach Aufnahmen suchen, die defekt, kein Fundus, schlecht belichtet, doppelt vorhanden oder zweierlei gelabelt sind</translation>
    </message>
    <message>
        <source>Look for photographs that were moved</source>
        <translation>Nach verschobenen Aufnahmen suchen</translation>
    </message>
    <message>
        <source>Look through the photographs first, in &apos;Strongest&apos;.</source>
        <translation>Gehen Sie zuerst in „Stärkste“ die Aufnahmen durch.</translation>
    </message>
    <message>
        <source>Look through the photographs first, or start from noise.</source>
        <translation>Gehen Sie zuerst die Aufnahmen durch, oder beginnen Sie mit Rauschen.</translation>
    </message>
    <message>
        <source>Looking for a CUDA card…</source>
        <translation>Nach einer CUDA-Karte wird gesucht…</translation>
    </message>
    <message>
        <source>Looking for photographs</source>
        <translation>Nach Aufnahmen wird gesucht</translation>
    </message>
    <message>
        <source>Looking for the photograph of the view</source>
        <translation>Nach der Aufnahme der Ansicht wird gesucht</translation>
    </message>
    <message>
        <source>Looking for the region</source>
        <translation>Nach der Region wird gesucht</translation>
    </message>
    <message>
        <source>Looking into the patches</source>
        <translation>Ausschnitte werden untersucht</translation>
    </message>
    <message>
        <source>Looking into the photographs…</source>
        <translation>Aufnahmen werden angesehen…</translation>
    </message>
    <message>
        <source>Looking into the project…</source>
        <translation>Im Projekt wird nachgesehen…</translation>
    </message>
    <message>
        <source>Looking through the photographs</source>
        <translation>Aufnahmen werden durchgegangen</translation>
    </message>
    <message>
        <source>Looking through the photographs: {done} of {total}</source>
        <translation>Aufnahmen werden durchgegangen: {done} von {total}</translation>
    </message>
    <message>
        <source>Looking whether this can be made</source>
        <translation>Ob dies erzeugt werden kann, wird geprüft</translation>
    </message>
    <message>
        <source>Looking whether this can be prepared</source>
        <translation>Ob dies aufbereitet werden kann, wird geprüft</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Loss by learning rate</source>
        <translation>Verlust nach Lernrate</translation>
    </message>
    <message>
        <source>Loss, training</source>
        <translation>Verlust, Training</translation>
    </message>
    <message>
        <source>Loss, validation</source>
        <translation>Verlust, Validierung</translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation>Untere Grenze</translation>
    </message>
    <message>
        <source>M&amp;ethod</source>
        <translation>&amp;Methode</translation>
    </message>
    <message>
        <source>M&amp;irror</source>
        <translation>&amp;Spiegeln</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Macro mean</source>
        <translation>Makromittel</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <source>Made here</source>
        <translation>Hier erzeugt</translation>
    </message>
    <message>
        <source>Made {path_name}: an ensemble, and the model that is asked from now on</source>
        <translation>{path_name} erzeugt: ein Ensemble, und von nun an das befragte Modell</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Majority vote</source>
        <translation>Mehrheitsentscheid</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Make a project: one file that knows photographs by their content, with labels, predictions and annotations</source>
        <translation>Ein Projekt anlegen: eine Datei, die Aufnahmen am Inhalt erkennt, mit Labels, Vorhersagen und Annotationen</translation>
    </message>
    <message>
        <source>Make an ensemble</source>
        <translation>Ensemble bilden</translation>
    </message>
    <message>
        <source>Make an ensemble…</source>
        <translation>Ensemble bilden…</translation>
    </message>
    <message>
        <source>Make exemplars: pictures that are changed step by step until a channel answers as strongly as it can. They say what excites it most, not what it is for.</source>
        <translation>Erzeugen Sie Musterbilder: Bilder, die Schritt für Schritt geändert werden, bis ein Kanal so stark wie möglich antwortet. Sie sagen, was ihn am meisten erregt, nicht, wozu er dient.</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation>Erneut erzeugen</translation>
    </message>
    <message>
        <source>Make others for this layer.</source>
        <translation>Erzeugen Sie andere für diese Schicht.</translation>
    </message>
    <message>
        <source>Make photographs with known truth</source>
        <translation>Aufnahmen mit bekannter Wahrheit erzeugen</translation>
    </message>
    <message>
        <source>Make probabilities mean what they say, in a new model file</source>
        <translation>Wahrscheinlichkeiten das bedeuten lassen, was sie sagen, in einer neuen Modelldatei</translation>
    </message>
    <message>
        <source>Make the brush narrower</source>
        <translation>Den Pinsel schmaler machen</translation>
    </message>
    <message>
        <source>Make the brush wider</source>
        <translation>Den Pinsel breiter machen</translation>
    </message>
    <message>
        <source>Make the method, layer, class and model of this cell the selection</source>
        <translation>Methode, Schicht, Klasse und Modell dieser Zelle zur Auswahl machen</translation>
    </message>
    <message>
        <source>Make the photograph smaller</source>
        <translation>Die Aufnahme verkleinern</translation>
    </message>
    <message>
        <source>Making &apos;{title}&apos;</source>
        <translation>„{title}“ wird angelegt</translation>
    </message>
    <message>
        <source>Making an ensemble</source>
        <translation>Ensemble wird gebildet</translation>
    </message>
    <message>
        <source>Making exemplars</source>
        <translation>Musterbilder werden erzeugt</translation>
    </message>
    <message>
        <source>Making photographs</source>
        <translation>Aufnahmen werden erzeugt</translation>
    </message>
    <message>
        <source>Map {letter} of {count}: does it show why the network says &apos;{called_name}&apos;?</source>
        <translation>Karte {letter} von {count}: Zeigt sie, warum das Netz „{called_name}“ sagt?</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Maps of all layers</source>
        <translation>Karten aller Schichten</translation>
    </message>
    <message>
        <source>Maps of many eyes laid on each other, by grade, camera or any column</source>
        <translation>Karten vieler Augen übereinandergelegt, nach Grad, Kamera oder beliebiger Spalte</translation>
    </message>
    <message>
        <source>Maps of the check</source>
        <translation>Karten der Prüfung</translation>
    </message>
    <message>
        <source>Maps of the cohorts</source>
        <translation>Karten der Kohorten</translation>
    </message>
    <message>
        <source>Maps of the members</source>
        <translation>Karten der Mitglieder</translation>
    </message>
    <message>
        <source>Mark a &amp;box</source>
        <translation>&amp;Rahmen markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;point</source>
        <translation>&amp;Punkt markieren</translation>
    </message>
    <message>
        <source>Mark a &amp;region</source>
        <translation>Re&amp;gion markieren</translation>
    </message>
    <message>
        <source>Mark lesions in Review (Annotate), or put masks beside the photographs as MA/IDRiD_01_MA.png.</source>
        <translation>Markieren Sie Läsionen in Sichtung (Annotieren), oder legen Sie Masken neben die Aufnahmen, als MA/IDRiD_01_MA.png.</translation>
    </message>
    <message>
        <source>Marked lesion</source>
        <translation>Markierte Läsion</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Masks lie beside the photographs, in masks/CODE/NAME_CODE.png</source>
        <translation>Masken liegen neben den Aufnahmen, in masks/CODE/NAME_CODE.png</translation>
    </message>
    <message>
        <source>Masks that lie beside photographs as MA/IDRiD_01_MA.png</source>
        <translation>Masken, die neben Aufnahmen liegen, als MA/IDRiD_01_MA.png</translation>
    </message>
    <message>
        <source>Masks that lie beside photographs, and what readers have drawn on them</source>
        <translation>Masken, die neben Aufnahmen liegen, und was Befunder auf ihnen gezeichnet haben</translation>
    </message>
    <message>
        <source>Match histograms</source>
        <translation>Histogramme angleichen</translation>
    </message>
    <message>
        <source>Maximum: {maximum:.3g}</source>
        <translation>Maximum: {maximum:.3g}</translation>
    </message>
    <message>
        <source>McNemar p</source>
        <translation>McNemar p</translation>
    </message>
    <message>
        <source>McNemar&apos;s exact test: by chance each is right more often as likely as the other</source>
        <translation>Exakter McNemar-Test: Durch Zufall liegt jedes mit gleicher Wahrscheinlichkeit öfter richtig</translation>
    </message>
    <message>
        <source>Mean and deviation 0.5: usual for Inception, many ViT and some timm networks.</source>
        <translation>Mittel und Streuung 0,5: üblich bei Inception, vielen ViT und einigen Netzen von timm.</translation>
    </message>
    <message>
        <source>Mean and deviation that the starting weights expect.</source>
        <translation>Mittel und Streuung, die die Anfangsgewichte erwarten.</translation>
    </message>
    <message>
        <source>Mean difference: {short_number} of the range</source>
        <translation>Mittlere Differenz: {short_number} des Wertebereichs</translation>
    </message>
    <message>
        <source>Mean of readers</source>
        <translation>Mittel der Befunder</translation>
    </message>
    <message>
        <source>Mean of the logits</source>
        <translation>Mittel der Logits</translation>
    </message>
    <message>
        <source>Mean of the probabilities</source>
        <translation>Mittel der Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Mean of {count:,}</source>
        <translation>Mittel von {count:,}</translation>
    </message>
    <message>
        <source>Mean shares of the evidence</source>
        <translation>Mittlere Anteile der Evidenz</translation>
    </message>
    <message>
        <source>Mean, 95 % interval, and in brackets what a map that knows nothing reaches</source>
        <translation>Mittel, 95-%-Intervall und in Klammern, was eine unwissende Karte erreicht</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure models, and whether they look at the disease</source>
        <translation>Modelle messen, und ob sie auf die Krankheit schauen</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>Measuring the effective field</source>
        <translation>Das effektive Feld wird gemessen</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Es wird gemessen …</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Members are measured on photographs with labels: open a project that has some.</source>
        <translation>Mitglieder werden an Aufnahmen mit Label gemessen: Öffnen Sie ein Projekt, das welche hat.</translation>
    </message>
    <message>
        <source>Members are measured on the photographs of a project.</source>
        <translation>Mitglieder werden an den Aufnahmen eines Projekts gemessen.</translation>
    </message>
    <message>
        <source>Members count by</source>
        <translation>Mitglieder zählen nach</translation>
    </message>
    <message>
        <source>Members of the ensemble</source>
        <translation>Mitglieder des Ensembles</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Method: {tip}</source>
        <translation>Methode: {tip}</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Methods against one another</source>
        <translation>Methoden gegeneinander</translation>
    </message>
    <message>
        <source>Methods by layers</source>
        <translation>Methoden nach Schichten</translation>
    </message>
    <message>
        <source>Methods from top to bottom, the three most probable classes from left to right</source>
        <translation>Methoden von oben nach unten, die drei wahrscheinlichsten Klassen von links nach rechts</translation>
    </message>
    <message>
        <source>Methods to compare</source>
        <translation>Zu vergleichende Methoden</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Misled</source>
        <translation>Irregeführt</translation>
    </message>
    <message>
        <source>Misled: right before, then the network&apos;s wrong grade. Against “before aid” are the grades of the same reading, against “alone” those of another day.</source>
        <translation>Irregeführt: vorher richtig, dann der falsche Grad des Netzes. Bei „vor der Hilfe“ stehen die Grade derselben Befundung, bei „allein“ die eines anderen Tages.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Übersehen</translation>
    </message>
    <message>
        <source>Missed…</source>
        <translation>Übersehene…</translation>
    </message>
    <message>
        <source>MobileNetV2 with a dense layer of 256 behind average pooling, lightness equalised, the changes of Figure 3.1 (how far they go is our reading), classes brought to equal size.</source>
        <translation>MobileNetV2 mit einer vollverbundenen Schicht von 256 hinter Average-Pooling, Helligkeit ausgeglichen, die Änderungen von Abbildung 3.1 (wie weit sie gehen, ist unsere Lesart), Klassen auf gleiche Größe gebracht.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model (*{suffix})</source>
        <translation>Modell (*{suffix})</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellsteckbrief</translation>
    </message>
    <message>
        <source>Model to stand beside</source>
        <translation>Modell zum Danebenstellen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation>Modelle (*.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Models (*{suffix})</source>
        <translation>Modelle (*{suffix})</translation>
    </message>
    <message>
        <source>Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin *.pkl);;All files (*)</source>
        <translation>Modelle und Gewichte (*.safetensors *.pth *.pt *.ckpt *.bin *.pkl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin);;All files (*)</source>
        <translation>Modelle und Gewichte (*.safetensors *.pth *.pt *.ckpt *.bin);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Models side by side</source>
        <translation>Modelle nebeneinander</translation>
    </message>
    <message>
        <source>Models to compare</source>
        <translation>Zu vergleichende Modelle</translation>
    </message>
    <message>
        <source>Models with predictions here</source>
        <translation>Modelle mit Vorhersagen hier</translation>
    </message>
    <message>
        <source>Models, weights and exported views may be dropped as well, anywhere on the window</source>
        <translation>Auch Modelle, Gewichte und exportierte Ansichten können irgendwo auf das Fenster gezogen werden</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More networks make the range steadier, and take longer</source>
        <translation>Mehr Netze machen den Bereich stabiler und dauern länger</translation>
    </message>
    <message>
        <source>Most &amp;uncertain first</source>
        <translation>&amp;Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Multiplies the rate of all but the head; 0.1 to tune gently.</source>
        <translation>Multipliziert die Rate von allem außer dem Kopf; 0,1 zum behutsamen Nachtrainieren.</translation>
    </message>
    <message>
        <source>Multiplies the rate where nothing gets better.</source>
        <translation>Multipliziert die Rate, wenn nichts besser wird.</translation>
    </message>
    <message>
        <source>My models</source>
        <translation>Meine Modelle</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>A&amp;nmerkungen</translation>
    </message>
    <message>
        <source>NAME=MARKER+MARKER, separated by commas. Markers: {parts}.</source>
        <translation>NAME=MARKER+MARKER, durch Kommas getrennt. Marker: {parts}.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name fewer, or make fewer of each.</source>
        <translation>Nennen Sie weniger, oder erzeugen Sie weniger von jedem.</translation>
    </message>
    <message>
        <source>Name photographs by their files, which may say whose they are</source>
        <translation>Aufnahmen nach ihren Dateien benennen, was verraten kann, wessen sie sind</translation>
    </message>
    <message>
        <source>Name pictures and rows by their files, which may say whose they are</source>
        <translation>Bilder und Zeilen nach ihren Dateien benennen, was verraten kann, wessen sie sind</translation>
    </message>
    <message>
        <source>Name the readers, separated by commas.</source>
        <translation>Nennen Sie die Befunder, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Named</source>
        <translation>Benannt</translation>
    </message>
    <message>
        <source>Named there</source>
        <translation>Dort benannt</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Names from the vocabulary or your own, several with a semicolon; Enter goes on (N)</source>
        <translation>Namen aus dem Vokabular oder eigene, mehrere mit Semikolon; Enter geht weiter (N)</translation>
    </message>
    <message>
        <source>Names of features</source>
        <translation>Namen der Merkmale</translation>
    </message>
    <message>
        <source>Names of lesions</source>
        <translation>Namen der Läsionen</translation>
    </message>
    <message>
        <source>Names or initials, separated by commas; each reads by themselves</source>
        <translation>Namen oder Initialen, durch Kommas getrennt; jeder befundet für sich</translation>
    </message>
    <message>
        <source>Natural markers (5 classes)</source>
        <translation>Natürliche Marker (5 Klassen)</translation>
    </message>
    <message>
        <source>Ne&amp;xt without annotation</source>
        <translation>Nä&amp;chste ohne Annotation</translation>
    </message>
    <message>
        <source>Nearly the same</source>
        <translation>Fast gleich</translation>
    </message>
    <message>
        <source>Needs a CUDA card, and this machine has none that torch can use</source>
        <translation>Braucht eine CUDA-Karte, und dieser Rechner hat keine, die torch verwenden kann</translation>
    </message>
    <message>
        <source>Negative predictive value: of what is not called so the share that is not</source>
        <translation>Negativer Vorhersagewert: von dem, was nicht so genannt wird, der Anteil, der es nicht ist</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Networks are</source>
        <translation>Netze sind</translation>
    </message>
    <message>
        <source>New folder or file</source>
        <translation>Neuer Ordner oder neue Datei</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>New reader stud&amp;y…</source>
        <translation>Neue Be&amp;funderstudie…</translation>
    </message>
    <message>
        <source>New shortcut: press the keys</source>
        <translation>Neues Tastenkürzel: Drücken Sie die Tasten</translation>
    </message>
    <message>
        <source>New split</source>
        <translation>Neue Aufteilung</translation>
    </message>
    <message>
        <source>New split…</source>
        <translation>Neue Aufteilung…</translation>
    </message>
    <message>
        <source>New study</source>
        <translation>Neue Studie</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>Neues Training</translation>
    </message>
    <message>
        <source>Newer message</source>
        <translation>Neuere Meldung</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next &amp;method</source>
        <translation>Nächste &amp;Methode</translation>
    </message>
    <message>
        <source>No DR / DR</source>
        <translation>Keine DR / DR</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>No command fits</source>
        <translation>Kein Befehl passt</translation>
    </message>
    <message>
        <source>No computation was stopped.</source>
        <translation>Es wurde keine Berechnung angehalten.</translation>
    </message>
    <message>
        <source>No disc of light</source>
        <translation>Keine Lichtscheibe</translation>
    </message>
    <message>
        <source>No evidence for &apos;{target}&apos; at {place}</source>
        <translation>Keine Evidenz für „{target}“: {place}</translation>
    </message>
    <message>
        <source>No evidence for this class at this layer: no value of the map is above zero</source>
        <translation>Keine Evidenz für diese Klasse in dieser Schicht: Kein Wert der Karte liegt über null</translation>
    </message>
    <message>
        <source>No evidence in any photograph</source>
        <translation>Keine Evidenz in irgendeiner Aufnahme</translation>
    </message>
    <message>
        <source>No feature has a name yet</source>
        <translation>Noch hat kein Merkmal einen Namen</translation>
    </message>
    <message>
        <source>No feature has a name yet.</source>
        <translation>Noch kein Merkmal hat einen Namen.</translation>
    </message>
    <message>
        <source>No figure: one of the maps has the same value everywhere, or they show no place in common.</source>
        <translation>Keine Kennzahl: Eine der Karten hat überall denselben Wert, oder sie zeigen keine gemeinsame Stelle.</translation>
    </message>
    <message>
        <source>No folder is chosen.</source>
        <translation>Kein Ordner ist gewählt.</translation>
    </message>
    <message>
        <source>No further epoch: the best one so far becomes the model</source>
        <translation>Keine weitere Epoche: Die bisher beste wird zum Modell</translation>
    </message>
    <message>
        <source>No labels were imported yet. Data, Import labels from a table… takes them out of a table.</source>
        <translation>Es wurden noch keine Labels importiert. Daten, Labels aus Tabelle importieren… übernimmt sie aus einer Tabelle.</translation>
    </message>
    <message>
        <source>No layer is selected</source>
        <translation>Keine Schicht ist gewählt</translation>
    </message>
    <message>
        <source>No longer watch {place}</source>
        <translation>{place} nicht mehr beobachten</translation>
    </message>
    <message>
        <source>No map of these photographs could be compared.</source>
        <translation>Keine Karte dieser Aufnahmen konnte verglichen werden.</translation>
    </message>
    <message>
        <source>No masks for this photograph</source>
        <translation>Keine Masken für diese Aufnahme</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>Kein Modell ist geöffnet</translation>
    </message>
    <message>
        <source>No model was asked yet</source>
        <translation>Noch wurde kein Modell befragt</translation>
    </message>
    <message>
        <source>No photograph has a value</source>
        <translation>Keine Aufnahme hat einen Wert</translation>
    </message>
    <message>
        <source>No photograph is chosen</source>
        <translation>Keine Aufnahme ist gewählt</translation>
    </message>
    <message>
        <source>No photograph meets these conditions</source>
        <translation>Keine Aufnahme erfüllt diese Bedingungen</translation>
    </message>
    <message>
        <source>No photograph of the {value} eye is known</source>
        <translation>Keine Aufnahme dieses Auges ist bekannt: {value}</translation>
    </message>
    <message>
        <source>No photograph there has a label.</source>
        <translation>Dort hat keine Aufnahme ein Label.</translation>
    </message>
    <message>
        <source>No program gets a picture out of these. Replace them by other copies, or leave them out.</source>
        <translation>Aus diesen gewinnt kein Programm ein Bild. Ersetzen Sie sie durch andere Kopien, oder lassen Sie sie aus.</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist geöffnet</translation>
    </message>
    <message>
        <source>No rate stands out: the loss never fell. Drag the line to the rate to take.</source>
        <translation>Keine Rate sticht hervor: Der Verlust fiel nie. Ziehen Sie die Linie zur gewünschten Rate.</translation>
    </message>
    <message>
        <source>No region of the map is here, and no lesion whose mask is shown: click on what the map marks, or show masks (T)</source>
        <translation>Hier ist keine Region der Karte und keine Läsion, deren Maske gezeigt wird: Klicken Sie auf das, was die Karte markiert, oder zeigen Sie Masken (T)</translation>
    </message>
    <message>
        <source>No split yet</source>
        <translation>Noch keine Aufteilung</translation>
    </message>
    <message>
        <source>No study yet</source>
        <translation>Noch keine Studie</translation>
    </message>
    <message>
        <source>No threshold</source>
        <translation>Keine Schwelle</translation>
    </message>
    <message>
        <source>No two cells are measured in the same unit: each keeps its own scale</source>
        <translation>Keine zwei Zellen sind in derselben Einheit gemessen: Jede behält ihre eigene Skala</translation>
    </message>
    <message>
        <source>No usual names are known for this number of classes</source>
        <translation>Für diese Anzahl von Klassen sind keine üblichen Namen bekannt</translation>
    </message>
    <message>
        <source>No value of the map is a number: {place} says nothing about &apos;{target}&apos;</source>
        <translation>Kein Wert der Karte ist eine Zahl, also keine Aussage zu „{target}“: {place}</translation>
    </message>
    <message>
        <source>No view is pinned</source>
        <translation>Keine Ansicht ist angeheftet</translation>
    </message>
    <message>
        <source>Nobody asks a network in &apos;{title}&apos;.</source>
        <translation>In „{title}“ befragt niemand ein Netz.</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Noisy copies of the photograph, a pass each.</source>
        <translation>Verrauschte Kopien der Aufnahme, je ein Durchgang.</translation>
    </message>
    <message>
        <source>None of these photographs has a {parts}{by}.</source>
        <translation>Keine dieser Aufnahmen hat {parts}{by}.</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normalisierung</translation>
    </message>
    <message>
        <source>Not asked: {title}. {why}</source>
        <translation>Nicht befragt: {title}. {why}</translation>
    </message>
    <message>
        <source>Not computed</source>
        <translation>Nicht berechnet</translation>
    </message>
    <message>
        <source>Not computed: choose the layer to compute its map</source>
        <translation>Nicht berechnet: Wählen Sie die Schicht, um ihre Karte zu berechnen</translation>
    </message>
    <message>
        <source>Not for clinical use</source>
        <translation>Nicht für den klinischen Einsatz</translation>
    </message>
    <message>
        <source>Not found: drag disc and fovea to where they are</source>
        <translation>Nicht gefunden: Ziehen Sie Papille und Fovea dorthin, wo sie sind</translation>
    </message>
    <message>
        <source>Not gradable</source>
        <translation>Nicht graduierbar</translation>
    </message>
    <message>
        <source>Not heard of for {span}: its process was ended, or {host} is out of reach. It can go on from its last checkpoint.</source>
        <translation>Seit {span} nichts gehört: Der Prozess wurde beendet, oder {host} ist nicht erreichbar. Er kann vom letzten Zwischenstand an fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Not referable / referable DR</source>
        <translation>Nicht überweisungsbedürftige / überweisungsbedürftige DR</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gesichert</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Nicht angegeben</translation>
    </message>
    <message>
        <source>Not taken in</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nothing could be compared.</source>
        <translation>Nichts konnte verglichen werden.</translation>
    </message>
    <message>
        <source>Nothing is animated yet</source>
        <translation>Noch ist nichts animiert</translation>
    </message>
    <message>
        <source>Nothing is being computed.</source>
        <translation>Es wird nichts berechnet.</translation>
    </message>
    <message>
        <source>Nothing round and lit on a dark ground: another picture, a detail, or a photograph whose border was cut off.</source>
        <translation>Nichts Rundes, Helles auf dunklem Grund: ein anderes Bild, ein Ausschnitt oder eine Aufnahme mit abgeschnittenem Rand.</translation>
    </message>
    <message>
        <source>Nothing says which eye {path_name} shows: add it to a project to have it guessed</source>
        <translation>Nichts sagt, welches Auge {path_name} zeigt: Fügen Sie sie einem Projekt hinzu, damit es vermutet wird</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <source>Nothing to measure</source>
        <translation>Nichts zu messen</translation>
    </message>
    <message>
        <source>Nothing was found that looks wrong.</source>
        <translation>Es wurde nichts gefunden, was falsch aussieht.</translation>
    </message>
    <message>
        <source>Nothing was trained yet</source>
        <translation>Noch wurde nichts trainiert</translation>
    </message>
    <message>
        <source>Nothing was written of how it stands.</source>
        <translation>Über den Stand wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Null band</source>
        <translation>Nullband</translation>
    </message>
    <message>
        <source>Null band hatched</source>
        <translation>Nullband schraffiert</translation>
    </message>
    <message>
        <source>Null band hidden</source>
        <translation>Nullband ausgeblendet</translation>
    </message>
    <message>
        <source>NumPy archive (*.npz)</source>
        <translation>NumPy-Archiv (*.npz)</translation>
    </message>
    <message>
        <source>Number of photographs</source>
        <translation>Anzahl der Aufnahmen</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Nummern</translation>
    </message>
    <message>
        <source>Numbers and ranges, up to {most}; a number twice makes two exemplars of it</source>
        <translation>Nummern und Bereiche, bis {most}; eine Nummer zweimal ergibt zwei Musterbilder davon</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Okklusion</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Of SGD.</source>
        <translation>Von SGD.</translation>
    </message>
    <message>
        <source>Of each</source>
        <translation>Von jedem</translation>
    </message>
    <message>
        <source>Of each convolution, as &apos;32, 64, 128, 256&apos;.</source>
        <translation>Von jeder Faltung, als „32, 64, 128, 256“.</translation>
    </message>
    <message>
        <source>Of the cascade from the top layer down</source>
        <translation>Der Kaskade von der obersten Schicht abwärts</translation>
    </message>
    <message>
        <source>Of the model; empty: the run&apos;s folder.</source>
        <translation>Des Modells; leer: der Ordner des Laufs.</translation>
    </message>
    <message>
        <source>Of the noise; one seed gives the same exemplars</source>
        <translation>Des Rauschens; ein Startwert ergibt dieselben Musterbilder</translation>
    </message>
    <message>
        <source>Of the other photographs the share that is not called so</source>
        <translation>Von den anderen Fotografien der Anteil, der nicht so genannt wird</translation>
    </message>
    <message>
        <source>Of the part that knows the order of grades.</source>
        <translation>Des Teils, der die Ordnung der Grade kennt.</translation>
    </message>
    <message>
        <source>Of this machine, which share each batch.</source>
        <translation>Dieses Rechners, die sich jeden Batch teilen.</translation>
    </message>
    <message>
        <source>Older message</source>
        <translation>Ältere Meldung</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>On a layer</source>
        <translation>Auf einer Schicht</translation>
    </message>
    <message>
        <source>On its way to the disk</source>
        <translation>Wird gerade gesichert</translation>
    </message>
    <message>
        <source>On no lesion</source>
        <translation>Auf keiner Läsion</translation>
    </message>
    <message>
        <source>On photograph</source>
        <translation>Auf der Aufnahme</translation>
    </message>
    <message>
        <source>On {host}, read-only. </source>
        <translation>Auf {host}, schreibgeschützt. </translation>
    </message>
    <message>
        <source>One HDF5 file</source>
        <translation>Eine HDF5-Datei</translation>
    </message>
    <message>
        <source>One class and not another</source>
        <translation>Eine Klasse und nicht eine andere</translation>
    </message>
    <message>
        <source>One colour is one value in all maps of a check</source>
        <translation>Eine Farbe ist ein Wert in allen Karten einer Prüfung</translation>
    </message>
    <message>
        <source>One colour means one value in all cells whose values are measured in the same unit</source>
        <translation>Eine Farbe bedeutet einen Wert in allen Zellen, deren Werte in derselben Einheit gemessen sind</translation>
    </message>
    <message>
        <source>One colour means one value in all maps; otherwise each is stretched to its own range</source>
        <translation>Eine Farbe bedeutet einen Wert in allen Karten; sonst wird jede auf ihren eigenen Wertebereich gestreckt</translation>
    </message>
    <message>
        <source>One column cannot hold both.</source>
        <translation>Eine Spalte kann nicht beides enthalten.</translation>
    </message>
    <message>
        <source>One file beside them; the photographs stay where they are, and as they are</source>
        <translation>Eine Datei daneben; die Aufnahmen bleiben, wo und wie sie sind</translation>
    </message>
    <message>
        <source>One fold cannot be held out: choose two or more.</source>
        <translation>Ein einzelner Fold kann nicht zurückgehalten werden: Wählen Sie zwei oder mehr.</translation>
    </message>
    <message>
        <source>One name a line. The first ten are given by the digits 1 to 9 and 0.</source>
        <translation>Ein Name je Zeile. Die ersten zehn werden mit den Ziffern 1 bis 9 und 0 vergeben.</translation>
    </message>
    <message>
        <source>One photograph compressed, scaled or lit otherwise, or one eye taken twice in a row.</source>
        <translation>Eine Aufnahme, anders komprimiert, skaliert oder belichtet, oder ein Auge zweimal hintereinander aufgenommen.</translation>
    </message>
    <message>
        <source>One photograph under several names: it counts several times.</source>
        <translation>Eine Aufnahme unter mehreren Namen: Sie zählt mehrmals.</translation>
    </message>
    <message>
        <source>One photograph, or nearly, with labels that cannot both be right.</source>
        <translation>Dieselbe oder fast dieselbe Aufnahme, mit Labels, die nicht beide stimmen können.</translation>
    </message>
    <message>
        <source>One range for all places: steadier, and blind to where it is</source>
        <translation>Ein Bereich für alle Stellen: stabiler, und blind dafür, wo es ist</translation>
    </message>
    <message>
        <source>One scale</source>
        <translation>Eine Skala</translation>
    </message>
    <message>
        <source>One scale a unit: {words}{rest}</source>
        <translation>Eine Skala je Einheit: {words}{rest}</translation>
    </message>
    <message>
        <source>One scale for all: {measure_words}</source>
        <translation>Eine Skala für alle: {measure_words}</translation>
    </message>
    <message>
        <source>One scale for the whole sequence, in raw units; the mark is the largest value of this frame</source>
        <translation>Eine Skala für die ganze Folge, in Roheinheiten; die Marke ist der größte Wert dieses Bilds</translation>
    </message>
    <message>
        <source>One turn, level axis</source>
        <translation>Eine Umdrehung, waagerechte Achse</translation>
    </message>
    <message>
        <source>One turn, slanting axis</source>
        <translation>Eine Umdrehung, schräge Achse</translation>
    </message>
    <message>
        <source>One turn, upright axis</source>
        <translation>Eine Umdrehung, senkrechte Achse</translation>
    </message>
    <message>
        <source>Only a new head on features that stay as they are: quick, and all that a hundred photographs allow.</source>
        <translation>Nur ein neuer Kopf auf Merkmalen, die bleiben, wie sie sind: schnell, und alles, was hundert Aufnahmen erlauben.</translation>
    </message>
    <message>
        <source>Only over the disc</source>
        <translation>Nur über der Scheibe</translation>
    </message>
    <message>
        <source>Only photographs whose label is another one</source>
        <translation>Nur Aufnahmen, deren Label ein anderes ist</translation>
    </message>
    <message>
        <source>Opacity of the overlay</source>
        <translation>Deckkraft der Überlagerung</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;model or weights…</source>
        <translation>&amp;Modell oder Gewichte öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;pasted files</source>
        <translation>&amp;Eingefügte Dateien öffnen</translation>
    </message>
    <message>
        <source>Open &amp;samples</source>
        <translation>&amp;Beispiele öffnen</translation>
    </message>
    <message>
        <source>Open &apos;{model_name}&apos; to have its maps in the report.</source>
        <translation>Öffnen Sie „{model_name}“, um seine Karten im Bericht zu haben.</translation>
    </message>
    <message>
        <source>Open a folder of photographs to see what each channel finds in them.</source>
        <translation>Öffnen Sie einen Ordner mit Aufnahmen, um zu sehen, was jeder Kanal in ihnen findet.</translation>
    </message>
    <message>
        <source>Open a folder of photographs.</source>
        <translation>Öffnen Sie einen Ordner mit Aufnahmen.</translation>
    </message>
    <message>
        <source>Open a folder whose photographs follow each other.</source>
        <translation>Öffnen Sie einen Ordner, dessen Aufnahmen aufeinander folgen.</translation>
    </message>
    <message>
        <source>Open a folder, drop files on the window, or walk with the arrow keys Left and Right.</source>
        <translation>Öffnen Sie einen Ordner, ziehen Sie Dateien auf das Fenster, oder gehen Sie mit den Pfeiltasten links und rechts weiter.</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Open a model and ask it about every photograph of the project; its answers are kept there.</source>
        <translation>Öffnen Sie ein Modell, und befragen Sie es zu jeder Aufnahme des Projekts; seine Antworten werden dort verwahrt.</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>Öffnen Sie zuerst ein Modell</translation>
    </message>
    <message>
        <source>Open a model first, and a project that may be written to.</source>
        <translation>Öffnen Sie zuerst ein Modell und ein Projekt, in das geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>Öffnen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>Open a model first: the sequence shows where it looks.</source>
        <translation>Öffnen Sie zuerst ein Modell: Die Folge zeigt, wohin es schaut.</translation>
    </message>
    <message>
        <source>Open a model or weights file</source>
        <translation>Eine Modell- oder Gewichtsdatei öffnen</translation>
    </message>
    <message>
        <source>Open a model that grades from 0 to 4 first.</source>
        <translation>Öffnen Sie zuerst ein Modell, das von 0 bis 4 einstuft.</translation>
    </message>
    <message>
        <source>Open a model to see what the edits change.</source>
        <translation>Öffnen Sie ein Modell, um zu sehen, was die Änderungen bewirken.</translation>
    </message>
    <message>
        <source>Open a model, or trained weights, to see what each layer has learned.</source>
        <translation>Öffnen Sie ein Modell oder trainierte Gewichte, um zu sehen, was jede Schicht gelernt hat.</translation>
    </message>
    <message>
        <source>Open a model: both photographs are explained by it.</source>
        <translation>Öffnen Sie ein Modell: Beide Aufnahmen werden von ihm erklärt.</translation>
    </message>
    <message>
        <source>Open a model: every photograph of the project is explained once by it.</source>
        <translation>Öffnen Sie ein Modell: Jede Aufnahme des Projekts wird einmal von ihm erklärt.</translation>
    </message>
    <message>
        <source>Open a model: its maps are held against the masks and marks of the project&apos;s photographs.</source>
        <translation>Öffnen Sie ein Modell: Seine Karten werden gegen die Masken und Markierungen der Aufnahmen des Projekts gehalten.</translation>
    </message>
    <message>
        <source>Open a model: the grid shows where it looks, by different methods.</source>
        <translation>Öffnen Sie ein Modell: Das Raster zeigt, wohin es schaut, nach verschiedenen Methoden.</translation>
    </message>
    <message>
        <source>Open a photograph and a model first, and choose a layer.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme und ein Modell, und wählen Sie eine Schicht.</translation>
    </message>
    <message>
        <source>Open a photograph and a model first.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme und ein Modell.</translation>
    </message>
    <message>
        <source>Open a photograph and a model that is made of several first.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme und ein Modell, das aus mehreren besteht.</translation>
    </message>
    <message>
        <source>Open a photograph and a model with two or more classes first.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme und ein Modell mit zwei oder mehr Klassen.</translation>
    </message>
    <message>
        <source>Open a photograph and a model: here the photograph can be edited, and the probabilities follow.</source>
        <translation>Öffnen Sie eine Aufnahme und ein Modell: Hier kann die Aufnahme bearbeitet werden, und die Wahrscheinlichkeiten folgen.</translation>
    </message>
    <message>
        <source>Open a photograph and a model: the map that is then shown can be checked here.</source>
        <translation>Öffnen Sie eine Aufnahme und ein Modell: Die dann gezeigte Karte kann hier geprüft werden.</translation>
    </message>
    <message>
        <source>Open a photograph and a model: the window shows what each channel of the layer sees in it.</source>
        <translation>Öffnen Sie eine Aufnahme und ein Modell: Das Fenster zeigt, was jeder Kanal der Schicht darin sieht.</translation>
    </message>
    <message>
        <source>Open a photograph first.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first, and say in the panel Annotate who reads.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme eines Projekts, und sagen Sie im Bereich Annotieren, wer befundet.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first, whose classes have such a grade.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme eines Projekts, dessen Klassen einen solchen Grad haben.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first.</source>
        <translation>Öffnen Sie zuerst eine Aufnahme eines Projekts.</translation>
    </message>
    <message>
        <source>Open a photograph: all cells of the grid show the same one.</source>
        <translation>Öffnen Sie eine Aufnahme: Alle Zellen des Rasters zeigen dieselbe.</translation>
    </message>
    <message>
        <source>Open a photograph: here it is graded and described, and lesions are marked on it.</source>
        <translation>Öffnen Sie eine Aufnahme: Hier wird sie graduiert und beschrieben, und Läsionen werden auf ihr markiert.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open a project and a model: maps of its photographs are laid on each other.</source>
        <translation>Öffnen Sie ein Projekt und ein Modell: Karten seiner Aufnahmen werden übereinandergelegt.</translation>
    </message>
    <message>
        <source>Open a project with labels.</source>
        <translation>Öffnen Sie ein Projekt mit Labels.</translation>
    </message>
    <message>
        <source>Open a project: its photographs are surveyed.</source>
        <translation>Öffnen Sie ein Projekt: Seine Aufnahmen werden erhoben.</translation>
    </message>
    <message>
        <source>Open a project: maps are held against masks of its photographs, and what readers drew on them.</source>
        <translation>Öffnen Sie ein Projekt: Karten werden gegen Masken seiner Aufnahmen gehalten und gegen das, was Befunder auf ihnen gezeichnet haben.</translation>
    </message>
    <message>
        <source>Open a project: models are compared on its photographs.</source>
        <translation>Öffnen Sie ein Projekt: Modelle werden an seinen Aufnahmen verglichen.</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Open a second model and ask it about the photographs of the project (Data &gt; Predict all); its answers are kept there, and it appears here.</source>
        <translation>Öffnen Sie ein zweites Modell, und befragen Sie es zu den Aufnahmen des Projekts (Daten &gt; Alle vorhersagen); seine Antworten werden dort verwahrt, und es erscheint hier.</translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation>Studie öffnen</translation>
    </message>
    <message>
        <source>Open a study that is not in the list</source>
        <translation>Eine Studie öffnen, die nicht in der Liste ist</translation>
    </message>
    <message>
        <source>Open each of the models once.</source>
        <translation>Öffnen Sie jedes der Modelle einmal.</translation>
    </message>
    <message>
        <source>Open edits</source>
        <translation>Änderungen öffnen</translation>
    </message>
    <message>
        <source>Open edits…</source>
        <translation>Änderungen öffnen…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>Öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>Open it when it is written</source>
        <translation>Öffnen, sobald er geschrieben ist</translation>
    </message>
    <message>
        <source>Open it with the newer Funduscope that made it.</source>
        <translation>Öffnen Sie sie mit dem neueren Funduscope, das sie erzeugt hat.</translation>
    </message>
    <message>
        <source>Open model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <source>Open model or weights</source>
        <translation>Modell oder Gewichte öffnen</translation>
    </message>
    <message>
        <source>Open model or weights…</source>
        <translation>Modell oder Gewichte öffnen…</translation>
    </message>
    <message>
        <source>Open model…</source>
        <translation>Modell öffnen…</translation>
    </message>
    <message>
        <source>Open one that was exported from the panel &apos;What if&apos;.</source>
        <translation>Öffnen Sie eine, die aus dem Bereich „Was wäre wenn“ exportiert wurde.</translation>
    </message>
    <message>
        <source>Open or make a project first, one that may be written to.</source>
        <translation>Öffnen oder erstellen Sie zuerst ein Projekt, in das geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Open or make a project first.</source>
        <translation>Öffnen oder erstellen Sie zuerst ein Projekt.</translation>
    </message>
    <message>
        <source>Open photographs</source>
        <translation>Aufnahmen öffnen</translation>
    </message>
    <message>
        <source>Open photographs first.</source>
        <translation>Öffnen Sie zuerst Aufnahmen.</translation>
    </message>
    <message>
        <source>Open photographs in the window to see here what becomes of them.</source>
        <translation>Öffnen Sie Aufnahmen im Fenster, um hier zu sehen, was aus ihnen wird.</translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation>Aufnahmen öffnen…</translation>
    </message>
    <message>
        <source>Open pro&amp;ject…</source>
        <translation>Pro&amp;jekt öffnen…</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open reader st&amp;udy…</source>
        <translation>Befunderst&amp;udie öffnen…</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Open study</source>
        <translation>Studie öffnen</translation>
    </message>
    <message>
        <source>Open study…</source>
        <translation>Studie öffnen…</translation>
    </message>
    <message>
        <source>Open the files, folders or paths that are on the clipboard</source>
        <translation>Die Dateien, Ordner oder Pfade in der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>Open the form with the parameters of the method</source>
        <translation>Das Formular mit den Parametern der Methode öffnen</translation>
    </message>
    <message>
        <source>Open the model again.</source>
        <translation>Öffnen Sie das Modell erneut.</translation>
    </message>
    <message>
        <source>Open the model once; it can then be calibrated.</source>
        <translation>Öffnen Sie das Modell einmal; dann kann es kalibriert werden.</translation>
    </message>
    <message>
        <source>Open the one that these edits belong to.</source>
        <translation>Öffnen Sie die, zu der diese Änderungen gehören.</translation>
    </message>
    <message>
        <source>Open the trained model</source>
        <translation>Das trainierte Modell öffnen</translation>
    </message>
    <message>
        <source>Open them once, and they can be shown side by side.</source>
        <translation>Öffnen Sie sie einmal, dann können sie nebeneinander gezeigt werden.</translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation>Projekt wird geöffnet</translation>
    </message>
    <message>
        <source>Opening the samples</source>
        <translation>Beispiele werden geöffnet</translation>
    </message>
    <message>
        <source>Opening {path_name}</source>
        <translation>{path_name} wird geöffnet</translation>
    </message>
    <message>
        <source>Opening {path_name}…</source>
        <translation>{path_name} wird geöffnet…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Order of the classes</source>
        <translation>Reihenfolge der Klassen</translation>
    </message>
    <message>
        <source>Order of the photographs</source>
        <translation>Reihenfolge der Aufnahmen</translation>
    </message>
    <message>
        <source>Ordinal weight</source>
        <translation>Ordinales Gewicht</translation>
    </message>
    <message>
        <source>Original &amp;size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>Other random changes of the same photograph</source>
        <translation>Andere zufällige Änderungen derselben Aufnahme</translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <source>Out of focus, as wide as the region at full strength</source>
        <translation>Unscharf, bei voller Stärke so weit wie die Region</translation>
    </message>
    <message>
        <source>Out of {count} photographs{also}. Click: where it is; Enter: in Review.</source>
        <translation>Aus {count} Aufnahmen{also}. Klick: wo es ist; Enter: in Sichtung.</translation>
    </message>
    <message>
        <source>Outer inferior</source>
        <translation>Außen inferior</translation>
    </message>
    <message>
        <source>Outer nasal</source>
        <translation>Außen nasal</translation>
    </message>
    <message>
        <source>Outer superior</source>
        <translation>Außen superior</translation>
    </message>
    <message>
        <source>Outer temporal</source>
        <translation>Außen temporal</translation>
    </message>
    <message>
        <source>Outline what is known to be on the photograph: the masks that lie beside it</source>
        <translation>Umreißen, was auf der Aufnahme bekannt ist: die Masken, die daneben liegen</translation>
    </message>
    <message>
        <source>Outlined masks</source>
        <translation>Umrissene Masken</translation>
    </message>
    <message>
        <source>Outside the field</source>
        <translation>Außerhalb des Bildfelds</translation>
    </message>
    <message>
        <source>Over- and undersample</source>
        <translation>Over- und Undersampling</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Überlagerung</translation>
    </message>
    <message>
        <source>Overlays are being exported already; cancel that below, or wait</source>
        <translation>Überlagerungen werden bereits exportiert; brechen Sie das unten ab, oder warten Sie</translation>
    </message>
    <message>
        <source>Overlays need photographs and a model: open both</source>
        <translation>Überlagerungen brauchen Aufnahmen und ein Modell: Öffnen Sie beide</translation>
    </message>
    <message>
        <source>Overlays of many photographs are of classes: choose a class as the target</source>
        <translation>Überlagerungen vieler Aufnahmen gelten Klassen: Wählen Sie eine Klasse als Ziel</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>Eigene Skalen</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;HTML (*.html)</source>
        <translation>PDF (*.pdf);;HTML (*.html)</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Pages of the workspace</source>
        <translation>Seiten des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Paint over a region to see what the network says without it</source>
        <translation>Eine Region übermalen, um zu sehen, was das Netz ohne sie sagt</translation>
    </message>
    <message>
        <source>Paint over an edit to have the photograph back there</source>
        <translation>Eine Änderung übermalen, um dort die Aufnahme zurückzuholen</translation>
    </message>
    <message>
        <source>Pairs of eyes of different classes</source>
        <translation>Augenpaare verschiedener Klassen</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Parameters: {words}</source>
        <translation>Parameter: {words}</translation>
    </message>
    <message>
        <source>Part of a command&apos;s name</source>
        <translation>Teil eines Befehlsnamens</translation>
    </message>
    <message>
        <source>Partial map: stopped before it was whole</source>
        <translation>Teilkarte: angehalten, bevor sie vollständig war</translation>
    </message>
    <message>
        <source>Partial map: stopped, {share}</source>
        <translation>Teilkarte: angehalten, {share}</translation>
    </message>
    <message>
        <source>Parts of the inner fundus are washed out.</source>
        <translation>Teile des inneren Fundus sind überbelichtet.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste list</source>
        <translation>Liste einfügen</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Eingefügt</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>Geduld</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Patients, if any</source>
        <translation>Patienten, falls vorhanden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Pause (P)</source>
        <translation>Pause (P)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Leertaste)</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Photograph on the left, overlay on the right</source>
        <translation>Aufnahme links, Überlagerung rechts</translation>
    </message>
    <message>
        <source>Photograph only</source>
        <translation>Nur Aufnahme</translation>
    </message>
    <message>
        <source>Photograph viewer</source>
        <translation>Bildansicht</translation>
    </message>
    <message>
        <source>Photograph without a label</source>
        <translation>Aufnahme ohne Label</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Photographs (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.gif *.dcm *.dicom *.h5 *.hdf5);;All files (*)</source>
        <translation>Aufnahmen (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.gif *.dcm *.dicom *.h5 *.hdf5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Photographs a class</source>
        <translation>Aufnahmen je Klasse</translation>
    </message>
    <message>
        <source>Photographs a second</source>
        <translation>Aufnahmen je Sekunde</translation>
    </message>
    <message>
        <source>Photographs a step; 0: found for this machine when it starts.</source>
        <translation>Aufnahmen je Schritt; 0: wird beim Start für diesen Rechner ermittelt.</translation>
    </message>
    <message>
        <source>Photographs are being made already; cancel that below, or wait</source>
        <translation>Aufnahmen werden bereits erzeugt; brechen Sie das unten ab, oder warten Sie</translation>
    </message>
    <message>
        <source>Photographs are being prepared already; cancel that below, or wait</source>
        <translation>Aufnahmen werden bereits aufbereitet; brechen Sie das unten ab, oder warten Sie</translation>
    </message>
    <message>
        <source>Photographs are told by a number and by their content.</source>
        <translation>Aufnahmen werden durch eine Nummer und durch ihren Inhalt unterschieden.</translation>
    </message>
    <message>
        <source>Photographs by their evidence where there is no eye</source>
        <translation>Aufnahmen nach ihrer Evidenz, wo kein Auge ist</translation>
    </message>
    <message>
        <source>Photographs get the colours of the one that is shown beside</source>
        <translation>Aufnahmen erhalten die Farben der daneben gezeigten</translation>
    </message>
    <message>
        <source>Photographs have changed since they were looked through.</source>
        <translation>Aufnahmen wurden geändert, seit sie durchgegangen wurden.</translation>
    </message>
    <message>
        <source>Photographs in</source>
        <translation>Aufnahmen in</translation>
    </message>
    <message>
        <source>Photographs of a patient stand together</source>
        <translation>Aufnahmen eines Patienten stehen beieinander</translation>
    </message>
    <message>
        <source>Photographs of each class</source>
        <translation>Aufnahmen jeder Klasse</translation>
    </message>
    <message>
        <source>Photographs of each class in an epoch</source>
        <translation>Aufnahmen jeder Klasse in einer Epoche</translation>
    </message>
    <message>
        <source>Photographs of my own</source>
        <translation>Eigene Aufnahmen</translation>
    </message>
    <message>
        <source>Photographs on which the models disagree</source>
        <translation>Aufnahmen, bei denen die Modelle uneins sind</translation>
    </message>
    <message>
        <source>Photographs that are open ({count:,})</source>
        <translation>Geöffnete Aufnahmen ({count:,})</translation>
    </message>
    <message>
        <source>Photographs that the Data workspace shows</source>
        <translation>Aufnahmen, die der Arbeitsbereich Daten zeigt</translation>
    </message>
    <message>
        <source>Photographs to audit</source>
        <translation>Zu prüfende Aufnahmen</translation>
    </message>
    <message>
        <source>Photographs to prepare</source>
        <translation>Aufzubereitende Aufnahmen</translation>
    </message>
    <message>
        <source>Photographs to put markers into</source>
        <translation>Aufnahmen, in die Marker gesetzt werden</translation>
    </message>
    <message>
        <source>Photographs with contradicting labels</source>
        <translation>Aufnahmen mit widersprüchlichen Labels</translation>
    </message>
    <message>
        <source>Photographs with the same value stand together</source>
        <translation>Aufnahmen mit demselben Wert stehen beieinander</translation>
    </message>
    <message>
        <source>Photographs without a label</source>
        <translation>Aufnahmen ohne Label</translation>
    </message>
    <message>
        <source>Photographs, most evidence where there is no eye first</source>
        <translation>Aufnahmen, die mit der meisten Evidenz außerhalb des Auges zuerst</translation>
    </message>
    <message>
        <source>Photographs: {parts}</source>
        <translation>Aufnahmen: {parts}</translation>
    </message>
    <message>
        <source>Picture as PNG…</source>
        <translation>Bild als PNG…</translation>
    </message>
    <message>
        <source>Pictures that are made to excite a channel, or a class, as much as possible</source>
        <translation>Bilder, die erzeugt sind, um einen Kanal oder eine Klasse so stark wie möglich zu erregen</translation>
    </message>
    <message>
        <source>Pictures that excite channels of the layer, or the logits of classes, most</source>
        <translation>Bilder, die Kanäle der Schicht oder die Logits von Klassen am stärksten erregen</translation>
    </message>
    <message>
        <source>Pin what is selected</source>
        <translation>Das Gewählte anheften</translation>
    </message>
    <message>
        <source>Pin what is selected, or the cell of a grid by its menu; choose another view and pin that as well.</source>
        <translation>Heften Sie das Gewählte an, oder die Zelle eines Rasters über ihr Menü; wählen Sie eine andere Ansicht, und heften Sie auch diese an.</translation>
    </message>
    <message>
        <source>Pinned views</source>
        <translation>Angeheftete Ansichten</translation>
    </message>
    <message>
        <source>Pinned: {count} of {most_cells} views</source>
        <translation>Angeheftet: {count} von {most_cells} Ansichten</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <source>Plasma</source>
        <translation>Plasma</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>Plateau</translation>
    </message>
    <message>
        <source>Plateau factor</source>
        <translation>Plateaufaktor</translation>
    </message>
    <message>
        <source>Plateau patience</source>
        <translation>Plateaugeduld</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Play the photographs in order, with what the network says of each and where it looks</source>
        <translation>Die Aufnahmen der Reihe nach abspielen, mit dem, was das Netz zu jeder sagt und wohin es schaut</translation>
    </message>
    <message>
        <source>Play the training from its beginning</source>
        <translation>Das Training von Anfang an abspielen</translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation>Pointing Game</translation>
    </message>
    <message>
        <source>Pointing game, with margin</source>
        <translation>Pointing Game, mit Toleranz</translation>
    </message>
    <message>
        <source>Points on the way from the baseline, a pass each.</source>
        <translation>Punkte auf dem Weg vom Ausgangsbild, je ein Durchgang.</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Pooling</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Position in the sequence</source>
        <translation>Stelle in der Folge</translation>
    </message>
    <message>
        <source>Positive predictive value (precision): of what is called so the share that is</source>
        <translation>Positiver Vorhersagewert: von dem, was so genannt wird, der Anteil, der es ist</translation>
    </message>
    <message>
        <source>Posteriors along the sequence</source>
        <translation>A-posteriori-Wahrscheinlichkeiten entlang der Folge</translation>
    </message>
    <message>
        <source>Pre&amp;vious without annotation</source>
        <translation>Vor&amp;herige ohne Annotation</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>Präzision und Trefferquote</translation>
    </message>
    <message>
        <source>Predict all</source>
        <translation>Alle vorhersagen</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Predicting with {card_name}</source>
        <translation>Vorhersage mit {card_name}</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Aufbereitung</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Aufbereiten</translation>
    </message>
    <message>
        <source>Prepare photographs</source>
        <translation>Aufnahmen aufbereiten</translation>
    </message>
    <message>
        <source>Prepare the study first.</source>
        <translation>Bereiten Sie die Studie zuerst vor.</translation>
    </message>
    <message>
        <source>Prepared photographs are kept on disk, up to so much.</source>
        <translation>Aufbereitete Aufnahmen werden auf dem Datenträger behalten, bis zu so viel.</translation>
    </message>
    <message>
        <source>Preparing a preview</source>
        <translation>Eine Vorschau wird vorbereitet</translation>
    </message>
    <message>
        <source>Preparing photographs</source>
        <translation>Aufnahmen werden aufbereitet</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Presets ▾</source>
        <translation>Vorlagen ▾</translation>
    </message>
    <message>
        <source>Press Animate: the {count} photographs are asked in order.</source>
        <translation>Drücken Sie Animieren: Die {count} Aufnahmen werden der Reihe nach befragt.</translation>
    </message>
    <message>
        <source>Pretrained weights, fetched once</source>
        <translation>Vortrainierte Gewichte, einmal geholt</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Previous met&amp;hod</source>
        <translation>Vorherige Met&amp;hode</translation>
    </message>
    <message>
        <source>Pro&amp;bability of the class</source>
        <translation>&amp;Wahrscheinlichkeit der Klasse</translation>
    </message>
    <message>
        <source>Probabilities before and after</source>
        <translation>Wahrscheinlichkeiten vorher und nachher</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Probability of {name}</source>
        <translation>Wahrscheinlichkeit von {name}</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Projects, tables and HDF5 (*.funduscope *.csv *.tsv *.xlsx *.h5 *.hdf5);;All files (*)</source>
        <translation>Projekte, Tabellen und HDF5 (*.funduscope *.csv *.tsv *.xlsx *.h5 *.hdf5);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Put a step behind the chosen one</source>
        <translation>Einen Schritt hinter den gewählten setzen</translation>
    </message>
    <message>
        <source>Put every panel back to where it was at first</source>
        <translation>Jeden Bereich dorthin zurücksetzen, wo er zuerst war</translation>
    </message>
    <message>
        <source>Put it back.</source>
        <translation>Legen Sie sie zurück.</translation>
    </message>
    <message>
        <source>Put them back.</source>
        <translation>Legen Sie sie zurück.</translation>
    </message>
    <message>
        <source>Quadratic weighted kappa</source>
        <translation>Quadratisch gewichtetes Kappa</translation>
    </message>
    <message>
        <source>Quadratic weighted kappa, the first less the second</source>
        <translation>Quadratisch gewichtetes Kappa, das erste minus das zweite</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>R&amp;eport of run…</source>
        <translation>Be&amp;richt des Laufs…</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Random as a whole; the verdict rests on their median</source>
        <translation>Im Ganzen zufällig; das Urteil beruht auf ihrem Median</translation>
    </message>
    <message>
        <source>Random networks speak more quietly: their maps are hardly seen in the colours of this one. Without the same colours for all, their structure is.</source>
        <translation>Zufällige Netze sprechen leiser: In den Farben dieses Netzes sind ihre Karten kaum zu sehen. Ohne gleiche Farben für alle ist es ihre Struktur.</translation>
    </message>
    <message>
        <source>Random views</source>
        <translation>Zufällige Ansichten</translation>
    </message>
    <message>
        <source>Random: {parts}{ending}</source>
        <translation>Zufällig: {parts}{ending}</translation>
    </message>
    <message>
        <source>Randomised weights</source>
        <translation>Randomisierte Gewichte</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Rank accuracy</source>
        <translation>Ranggenauigkeit</translation>
    </message>
    <message>
        <source>Rank correlation of the maps</source>
        <translation>Rangkorrelation der Karten</translation>
    </message>
    <message>
        <source>Rank correlation with maps of networks of random weights: better the lower</source>
        <translation>Rangkorrelation mit Karten von Netzen mit zufälligen Gewichten: je niedriger, desto besser</translation>
    </message>
    <message>
        <source>Rank correlation with the original: {figure}</source>
        <translation>Rangkorrelation mit dem Original: {figure}</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Rate of features</source>
        <translation>Rate der Merkmale</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>Re&amp;gionen</translation>
    </message>
    <message>
        <source>Re&amp;name the mark…</source>
        <translation>Markierung &amp;umbenennen…</translation>
    </message>
    <message>
        <source>Read as {reader_name}</source>
        <translation>Als {reader_name} befunden</translation>
    </message>
    <message>
        <source>Read as {reader_name}, full screen</source>
        <translation>Als {reader_name} befunden, im Vollbild</translation>
    </message>
    <message>
        <source>Read how everything is done; it needs no network</source>
        <translation>Lesen, wie alles gemacht wird; dazu ist keine Verbindung nötig</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Read what the maps of the chosen method mean, and how they mislead</source>
        <translation>Lesen, was die Karten der gewählten Methode bedeuten und wie sie in die Irre führen</translation>
    </message>
    <message>
        <source>Read-only. </source>
        <translation>Schreibgeschützt. </translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Befunder</translation>
    </message>
    <message>
        <source>Reader A, Reader B</source>
        <translation>Befunder A, Befunder B</translation>
    </message>
    <message>
        <source>Reader and arm</source>
        <translation>Befunder und Arm</translation>
    </message>
    <message>
        <source>Reader by reader</source>
        <translation>Befunder für Befunder</translation>
    </message>
    <message>
        <source>Reader study</source>
        <translation>Befunderstudie</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Befunder</translation>
    </message>
    <message>
        <source>Readers begin when its answers and maps are there</source>
        <translation>Befunder beginnen, wenn die Antworten und Karten da sind</translation>
    </message>
    <message>
        <source>Readers shall</source>
        <translation>Befunder sollen</translation>
    </message>
    <message>
        <source>Readers shall see what a network says: open a model first (Ctrl+M).</source>
        <translation>Befunder sollen sehen, was ein Netz sagt: Öffnen Sie zuerst ein Modell (Strg+M).</translation>
    </message>
    <message>
        <source>Reading masks…</source>
        <translation>Masken werden gelesen…</translation>
    </message>
    <message>
        <source>Reading photographs</source>
        <translation>Aufnahmen werden gelesen</translation>
    </message>
    <message>
        <source>Reading the kernels</source>
        <translation>Kerne werden gelesen</translation>
    </message>
    <message>
        <source>Reading the masks of {path_name}</source>
        <translation>Masken von {path_name} werden gelesen</translation>
    </message>
    <message>
        <source>Reading the reference</source>
        <translation>Referenz wird gelesen</translation>
    </message>
    <message>
        <source>Recall of each class</source>
        <translation>Trefferquote jeder Klasse</translation>
    </message>
    <message>
        <source>Recall of each class, validation</source>
        <translation>Trefferquote jeder Klasse, Validierung</translation>
    </message>
    <message>
        <source>Receiver operating characteristic</source>
        <translation>ROC-Kurve</translation>
    </message>
    <message>
        <source>Recent mo&amp;dels</source>
        <translation>Zuletzt geöffnete Mo&amp;delle</translation>
    </message>
    <message>
        <source>Recent p&amp;hotographs</source>
        <translation>Zuletzt geöffnete &amp;Aufnahmen</translation>
    </message>
    <message>
        <source>Recent p&amp;rojects</source>
        <translation>Zuletzt geöffnete P&amp;rojekte</translation>
    </message>
    <message>
        <source>Receptive field: {receptive_field_text}; stride {pair_text} px</source>
        <translation>Rezeptives Feld: {receptive_field_text}; Schrittweite {pair_text} px</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Recipes (*.json);;All files (*)</source>
        <translation>Rezepte (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Recognised from the weights.</source>
        <translation>An den Gewichten erkannt.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Refera&amp;ble</source>
        <translation>Überweis&amp;ungsbedürftig</translation>
    </message>
    <message>
        <source>Referable</source>
        <translation>Überweisungsbedürftig</translation>
    </message>
    <message>
        <source>Referable: {names} or above</source>
        <translation>Überweisungsbedürftig: {names} oder höher</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Referred from</source>
        <translation>Überwiesen ab</translation>
    </message>
    <message>
        <source>Referred…</source>
        <translation>Überwiesene…</translation>
    </message>
    <message>
        <source>Regions: where the evidence gathers, without colours</source>
        <translation>Regionen: wo sich die Evidenz sammelt, ohne Farben</translation>
    </message>
    <message>
        <source>Registered by {matches} matching points ({value} map): held-out points miss by {error_px:.1f} px ({error_share:.2%} of the field), {overlap:.0%} of the field in common, vessels correlate {likeness:.2f}. &apos;{class_names}&apos;: probability {probabilities:.2f}, then {probabilities_2:.2f}; predicted &apos;{class_names_2}&apos;, then &apos;{class_names_3}&apos;. Rank correlation of the maps {alike}.</source>
        <translation>Registriert anhand von {matches} passenden Punkten ({value} Abbildung): Zurückgehaltene Punkte liegen um {error_px:.1f} px daneben ({error_share:.2%} des Bildfelds), {overlap:.0%} des Bildfelds sind gemeinsam, die Gefäße korrelieren mit {likeness:.2f}. „{class_names}“: Wahrscheinlichkeit {probabilities:.2f}, dann {probabilities_2:.2f}; vorhergesagt „{class_names_2}“, dann „{class_names_3}“. Rangkorrelation der Karten {alike}.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>Remembering labels</source>
        <translation>Labels werden gemerkt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove all what-if &amp;edits</source>
        <translation>Alle Was-wäre-wenn-Ä&amp;nderungen entfernen</translation>
    </message>
    <message>
        <source>Remove its labels</source>
        <translation>Seine Labels entfernen</translation>
    </message>
    <message>
        <source>Remove labels</source>
        <translation>Labels entfernen</translation>
    </message>
    <message>
        <source>Remove the filter {title}</source>
        <translation>Den Filter {title} entfernen</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Remove {labels:,} labels that &apos;{name}&apos; says?</source>
        <translation>{labels:,} Labels entfernen, die „{name}“ nennt?</translation>
    </message>
    <message>
        <source>Render fundus photographs with lesions, put markers into photographs, or throw dice, with a mask of each</source>
        <translation>Fundusaufnahmen mit Läsionen rendern, Marker in Aufnahmen setzen oder Würfel werfen, jeweils mit Maske</translation>
    </message>
    <message>
        <source>Rendered eyes, labelled by the grade of diabetic retinopathy, with a mask of every lesion.</source>
        <translation>Gerenderte Augen, gelabelt mit dem Grad der diabetischen Retinopathie, mit einer Maske jeder Läsion.</translation>
    </message>
    <message>
        <source>Rendered photographs</source>
        <translation>Gerenderte Aufnahmen</translation>
    </message>
    <message>
        <source>Rendered photographs whose lesions are known</source>
        <translation>Gerenderte Aufnahmen, deren Läsionen bekannt sind</translation>
    </message>
    <message>
        <source>Rendering examples</source>
        <translation>Beispiele werden gerendert</translation>
    </message>
    <message>
        <source>Repeat the experiments of the works this program grew from</source>
        <translation>Die Experimente der Arbeiten wiederholen, aus denen dieses Programm entstand</translation>
    </message>
    <message>
        <source>Repeat the experiments of the works this program grew from, with figures that they lacked</source>
        <translation>Die Experimente der Arbeiten wiederholen, aus denen dieses Programm entstand, mit Kennzahlen, die ihnen fehlten</translation>
    </message>
    <message>
        <source>Repeat, and leave out, photographs</source>
        <translation>Aufnahmen wiederholen und auslassen</translation>
    </message>
    <message>
        <source>Repor&amp;t of this photograph…</source>
        <translation>&amp;Bericht dieser Aufnahme…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Report of &apos;{folder_name}&apos;</source>
        <translation>Bericht über „{folder_name}“</translation>
    </message>
    <message>
        <source>Report of this photograph</source>
        <translation>Bericht dieser Aufnahme</translation>
    </message>
    <message>
        <source>Report of {model_name}</source>
        <translation>Bericht über {model_name}</translation>
    </message>
    <message>
        <source>Reports (*.html)</source>
        <translation>Berichte (*.html)</translation>
    </message>
    <message>
        <source>Reproduce experiments…</source>
        <translation>Experimente reproduzieren…</translation>
    </message>
    <message>
        <source>Reproduce: the experiments of the works</source>
        <translation>Reproduzieren: die Experimente der Arbeiten</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation>Auf Vorgaben zurücksetzen</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größe ändern</translation>
    </message>
    <message>
        <source>Resize the shorter side</source>
        <translation>Kürzere Seite skalieren</translation>
    </message>
    <message>
        <source>Restore the copy</source>
        <translation>Kopie wiederherstellen</translation>
    </message>
    <message>
        <source>Restore the view</source>
        <translation>Ansicht wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring the copy</source>
        <translation>Kopie wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retinal dictionary of {card_name}</source>
        <translation>Retinales Wörterbuch von {card_name}</translation>
    </message>
    <message>
        <source>Return to what was selected before</source>
        <translation>Zu dem zurückkehren, was vorher gewählt war</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Sichtung</translation>
    </message>
    <message>
        <source>Right by the first only</source>
        <translation>Nur vom ersten richtig</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>Rechtes Auge</translation>
    </message>
    <message>
        <source>Right or partly</source>
        <translation>Richtig oder teilweise</translation>
    </message>
    <message>
        <source>Right or partly, difference</source>
        <translation>Richtig oder teilweise, Differenz</translation>
    </message>
    <message>
        <source>Right, difference</source>
        <translation>Richtig, Differenz</translation>
    </message>
    <message>
        <source>Rim of the field</source>
        <translation>Rand des Bildfelds</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows with the same entry stay on one side of the split.</source>
        <translation>Zeilen mit demselben Eintrag bleiben auf einer Seite der Aufteilung.</translation>
    </message>
    <message>
        <source>Rows without a photograph</source>
        <translation>Zeilen ohne Aufnahme</translation>
    </message>
    <message>
        <source>Rows: reference. Columns: grade. Click a cell to see its photographs.</source>
        <translation>Zeilen: Referenz. Spalten: Grad. Klicken Sie auf eine Zelle, um ihre Aufnahmen zu sehen.</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>S&amp;trongest channel</source>
        <translation>S&amp;tärkster Kanal</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Wischen</translation>
    </message>
    <message>
        <source>SGD with Nesterov</source>
        <translation>SGD mit Nesterov</translation>
    </message>
    <message>
        <source>SSIM {figure}</source>
        <translation>SSIM {figure}</translation>
    </message>
    <message>
        <source>SSIM: {figure}</source>
        <translation>SSIM: {figure}</translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Salienz</translation>
    </message>
    <message>
        <source>Saliency averaged over noisy copies, so that accidents of single pixels cancel; a calmer picture, not a truer one for this very photograph.</source>
        <translation>Salienz, über verrauschte Kopien gemittelt, sodass sich Zufälle einzelner Pixel aufheben; ein ruhigeres Bild, kein wahreres für genau diese Aufnahme.</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save JSON…</source>
        <translation>JSON speichern…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save calibrated model</source>
        <translation>Kalibriertes Modell speichern</translation>
    </message>
    <message>
        <source>Save calibrated model…</source>
        <translation>Kalibriertes Modell speichern…</translation>
    </message>
    <message>
        <source>Save cohort maps</source>
        <translation>Kohortenkarten speichern</translation>
    </message>
    <message>
        <source>Save every frame as {words}</source>
        <translation>Jedes Bild als {words} speichern</translation>
    </message>
    <message>
        <source>Save maps…</source>
        <translation>Karten speichern…</translation>
    </message>
    <message>
        <source>Save photograph and overlay in full resolution, with what is needed to restore the view</source>
        <translation>Aufnahme und Überlagerung in voller Auflösung speichern, mit allem, was zum Wiederherstellen der Ansicht nötig ist</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save the agreement</source>
        <translation>Übereinstimmung speichern</translation>
    </message>
    <message>
        <source>Save the edited picture or the edits; the photograph itself is never changed</source>
        <translation>Das bearbeitete Bild oder die Änderungen speichern; die Aufnahme selbst wird nie geändert</translation>
    </message>
    <message>
        <source>Save the findings</source>
        <translation>Befunde speichern</translation>
    </message>
    <message>
        <source>Save the grid as a picture</source>
        <translation>Das Raster als Bild speichern</translation>
    </message>
    <message>
        <source>Save the overlays of many photographs as PNG, with a table of what their maps come to</source>
        <translation>Die Überlagerungen vieler Aufnahmen als PNG speichern, mit einer Tabelle der Kennzahlen ihrer Karten</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Rezept speichern</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save the settings, and give them to a server.</source>
        <translation>Die Einstellungen speichern und einem Server geben.</translation>
    </message>
    <message>
        <source>Save what the checks came to, without the name of the photograph&apos;s file</source>
        <translation>Speichern, was die Prüfungen ergaben, ohne den Namen der Aufnahmedatei</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Saved {written_name}</source>
        <translation>{written_name} gespeichert</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gesichert…</translation>
    </message>
    <message>
        <source>Say file name, date, camera and patient number</source>
        <translation>Dateiname, Datum, Kamera und Patientennummer angeben</translation>
    </message>
    <message>
        <source>Say what labels mean on the page Figures.</source>
        <translation>Sagen Sie auf der Seite Kennzahlen, was die Labels bedeuten.</translation>
    </message>
    <message>
        <source>Say what labels mean…</source>
        <translation>Bedeutung der Labels angeben…</translation>
    </message>
    <message>
        <source>Say where the photographs are, and where their copies go.</source>
        <translation>Geben Sie an, wo die Aufnahmen sind und wohin ihre Kopien sollen.</translation>
    </message>
    <message>
        <source>Say where the photographs go.</source>
        <translation>Geben Sie an, wohin die Aufnahmen sollen.</translation>
    </message>
    <message>
        <source>Say which class of the model each label means</source>
        <translation>Angeben, welche Klasse des Modells jedes Label bedeutet</translation>
    </message>
    <message>
        <source>Say which photographs are to be audited.</source>
        <translation>Geben Sie an, welche Aufnahmen geprüft werden sollen.</translation>
    </message>
    <message>
        <source>Scale of the colours</source>
        <translation>Skala der Farben</translation>
    </message>
    <message>
        <source>Scale the fundus to a radius</source>
        <translation>Fundus auf einen Radius skalieren</translation>
    </message>
    <message>
        <source>Scaled to its own maximum; compare layers by their numbers, not by these colours</source>
        <translation>Auf ihr eigenes Maximum skaliert; vergleichen Sie Schichten nach ihren Zahlen, nicht nach diesen Farben</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Score-CAM</source>
        <translation>Score-CAM</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Tasten suchen</translation>
    </message>
    <message>
        <source>Search name, folder, patient, notes …</source>
        <translation>Name, Ordner, Patient, Anmerkungen suchen …</translation>
    </message>
    <message>
        <source>Search photographs</source>
        <translation>Aufnahmen suchen</translation>
    </message>
    <message>
        <source>Search the project by name, folder, patient, notes and columns</source>
        <translation>Das Projekt nach Name, Ordner, Patient, Anmerkungen und Spalten durchsuchen</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweites</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Seconds a photograph, mean</source>
        <translation>Sekunden je Aufnahme, Mittel</translation>
    </message>
    <message>
        <source>Seconds a photograph, median</source>
        <translation>Sekunden je Aufnahme, Median</translation>
    </message>
    <message>
        <source>Seconds after the aid, mean</source>
        <translation>Sekunden nach der Hilfe, Mittel</translation>
    </message>
    <message>
        <source>Seconds, median</source>
        <translation>Sekunden, Median</translation>
    </message>
    <message>
        <source>See what each part of a split holds, lock it, balance its classes, and write it as CSV</source>
        <translation>Sehen, was jeder Teil einer Aufteilung enthält, sie sperren, ihre Klassen ausgleichen und als CSV schreiben</translation>
    </message>
    <message>
        <source>See where the labels come from, and which rows and photographs of each import found no counterpart</source>
        <translation>Sehen, woher die Labels kommen und welche Zeilen und Aufnahmen jedes Imports kein Gegenstück fanden</translation>
    </message>
    <message>
        <source>See whether the map comes from what the network has learned: the same map from networks with random weights</source>
        <translation>Sehen, ob die Karte aus dem Gelernten des Netzes kommt: dieselbe Karte von Netzen mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Seed of the random weights</source>
        <translation>Startwert der zufälligen Gewichte</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Sieht</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>Sensitivity, referable</source>
        <translation>Sensitivität, überweisungsbedürftig</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Set up a training of this project with these parts and this balance</source>
        <translation>Ein Training dieses Projekts mit diesen Teilen und diesem Ausgleich einrichten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings from a file (TOML)</source>
        <translation>Einstellungen aus einer Datei (TOML)</translation>
    </message>
    <message>
        <source>Settings of a training</source>
        <translation>Einstellungen eines Trainings</translation>
    </message>
    <message>
        <source>Settings of a training (*.toml);;All files (*)</source>
        <translation>Einstellungen eines Trainings (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Settings of the training</source>
        <translation>Einstellungen des Trainings</translation>
    </message>
    <message>
        <source>Several labels mean &apos;{twice}&apos;. They are counted together.</source>
        <translation>Mehrere Labels bedeuten „{twice}“. Sie werden zusammengezählt.</translation>
    </message>
    <message>
        <source>Several models side by side, where they disagree, and ensembles</source>
        <translation>Mehrere Modelle nebeneinander, wo sie uneins sind, und Ensembles</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Share held out to choose the best epoch, 0 to 0.99.</source>
        <translation>Anteil, der zurückgehalten wird, um die beste Epoche zu wählen, 0 bis 0,99.</translation>
    </message>
    <message>
        <source>Share left out before and behind the dense layer, 0 to 0.99.</source>
        <translation>Anteil, der vor und hinter der vollverbundenen Schicht ausgelassen wird, 0 bis 0,99.</translation>
    </message>
    <message>
        <source>Share left out behind each dense layer.</source>
        <translation>Anteil, der hinter jeder vollverbundenen Schicht ausgelassen wird.</translation>
    </message>
    <message>
        <source>Share of features that the head does not see in a step; -1: the network&apos;s own.</source>
        <translation>Anteil der Merkmale, die der Kopf in einem Schritt nicht sieht; -1: der eigene des Netzes.</translation>
    </message>
    <message>
        <source>Share of the highest peak down to which regions reach</source>
        <translation>Anteil am höchsten Gipfel, bis zu dem Regionen hinabreichen</translation>
    </message>
    <message>
        <source>Share of the rate at the end of the cosine.</source>
        <translation>Anteil der Rate am Ende des Kosinus.</translation>
    </message>
    <message>
        <source>Share that is looked at once, at the end; 0: none.</source>
        <translation>Anteil, der einmal, am Ende, angesehen wird; 0: keiner.</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Verschiebung</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shorter side</source>
        <translation>Kürzere Seite</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show &apos;{nearest}&apos;</source>
        <translation>„{nearest}“ zeigen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all evidence</source>
        <translation>Alle Evidenz zeigen</translation>
    </message>
    <message>
        <source>Show and edit the card of the model</source>
        <translation>Den Steckbrief des Modells zeigen und bearbeiten</translation>
    </message>
    <message>
        <source>Show as a &amp;table</source>
        <translation>Als &amp;Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation>Als Raster zeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show it as in a mirror, wherever it is shown; no file is touched</source>
        <translation>Sie wie im Spiegel zeigen, wo auch immer sie gezeigt wird; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Show it turned, as one taken through a condensing lens must be, everywhere; no file is touched</source>
        <translation>Sie gedreht zeigen, wie es bei einer durch eine Sammellinse entstandenen sein muss, überall; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Show one pixel of the photograph as one of the screen</source>
        <translation>Ein Pixel der Aufnahme als eines des Bildschirms zeigen</translation>
    </message>
    <message>
        <source>Show only photographs in whose name each of these words occurs</source>
        <translation>Nur Aufnahmen zeigen, in deren Namen jedes dieser Wörter vorkommt</translation>
    </message>
    <message>
        <source>Show only photographs of which each of these words is known, in whatever column</source>
        <translation>Nur Aufnahmen zeigen, von denen jedes dieser Wörter bekannt ist, in welcher Spalte auch immer</translation>
    </message>
    <message>
        <source>Show only photographs with certain labels, predictions, eyes, …</source>
        <translation>Nur Aufnahmen mit bestimmten Labels, Vorhersagen, Augen, … zeigen</translation>
    </message>
    <message>
        <source>Show or hide the panel &apos;{title}&apos;</source>
        <translation>Den Bereich „{title}“ zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the panel &apos;{title}&apos; ({shortcut})</source>
        <translation>Den Bereich „{title}“ zeigen oder ausblenden ({shortcut})</translation>
    </message>
    <message>
        <source>Show or hide: {title}</source>
        <translation>Zeigen oder ausblenden: {title}</translation>
    </message>
    <message>
        <source>Show the bare photograph for as long as H or the space bar is held</source>
        <translation>Die bloße Aufnahme zeigen, solange H oder die Leertaste gehalten wird</translation>
    </message>
    <message>
        <source>Show the best and the worst cases with their maps</source>
        <translation>Die besten und die schlechtesten Fälle mit ihren Karten zeigen</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Den Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the left eye as if it were a right one, so that the two can be compared</source>
        <translation>Das linke Auge wie ein rechtes zeigen, sodass beide verglichen werden können</translation>
    </message>
    <message>
        <source>Show the map&apos;s own cells instead of smooth values</source>
        <translation>Die eigenen Zellen der Karte statt geglätteter Werte zeigen</translation>
    </message>
    <message>
        <source>Show the photograph as it is; undo brings the edits back</source>
        <translation>Die Aufnahme zeigen, wie sie ist; Rückgängig bringt die Änderungen zurück</translation>
    </message>
    <message>
        <source>Show the photograph without overlay</source>
        <translation>Die Aufnahme ohne Überlagerung zeigen</translation>
    </message>
    <message>
        <source>Show the photographs as a grid</source>
        <translation>Die Aufnahmen als Raster zeigen</translation>
    </message>
    <message>
        <source>Show the photographs as a table</source>
        <translation>Die Aufnahmen als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show the photographs of the project as a table instead of a grid</source>
        <translation>Die Aufnahmen des Projekts als Tabelle statt als Raster zeigen</translation>
    </message>
    <message>
        <source>Show the photographs of this class, those that are called otherwise first</source>
        <translation>Die Aufnahmen dieser Klasse zeigen, die anders bezeichneten zuerst</translation>
    </message>
    <message>
        <source>Show the regions in which the evidence gathers, and what the strongest unit sees, instead of colours</source>
        <translation>Die Regionen zeigen, in denen sich die Evidenz sammelt, und was die stärkste Einheit sieht, statt Farben</translation>
    </message>
    <message>
        <source>Show the right and the left eye beside each other, each with its own map, linked in zoom</source>
        <translation>Das rechte und das linke Auge nebeneinander zeigen, jedes mit seiner eigenen Karte, im Zoom gekoppelt</translation>
    </message>
    <message>
        <source>Show the run&apos;s folder</source>
        <translation>Den Ordner des Laufs zeigen</translation>
    </message>
    <message>
        <source>Show the same of this architecture with random weights (what was learned, and what comes for free), or of another model</source>
        <translation>Dasselbe von dieser Architektur mit zufälligen Gewichten zeigen (was gelernt wurde und was von selbst kommt) oder von einem anderen Modell</translation>
    </message>
    <message>
        <source>Show the selected photographs as in a mirror, wherever they are shown; no file is touched</source>
        <translation>Die ausgewählten Aufnahmen wie im Spiegel zeigen, wo auch immer sie gezeigt werden; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Show the whole photograph</source>
        <translation>Die ganze Aufnahme zeigen</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>Zeigt</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Side by side, with 95 % intervals; the highest is bold</source>
        <translation>Nebeneinander, mit 95-%-Intervallen; das höchste ist fett</translation>
    </message>
    <message>
        <source>Side of the convolutions, without padding.</source>
        <translation>Seite der Faltungen, ohne Rand.</translation>
    </message>
    <message>
        <source>Side of the input for which its weights are made, in pixels.</source>
        <translation>Seite des Eingangs, für den seine Gewichte gemacht sind, in Pixeln.</translation>
    </message>
    <message>
        <source>Side of the max-pooling behind each convolution, as &apos;2, 2, 3, 5&apos;.</source>
        <translation>Seite des Max-Poolings hinter jeder Faltung, als „2, 2, 3, 5“.</translation>
    </message>
    <message>
        <source>Side of the network&apos;s input. Small lesions need many pixels.</source>
        <translation>Seite des Netzeingangs. Kleine Läsionen brauchen viele Pixel.</translation>
    </message>
    <message>
        <source>Side of the square that is hidden, in pixels.</source>
        <translation>Seite des verdeckten Quadrats, in Pixeln.</translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation>Sigma</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Mit Vorzeichen</translation>
    </message>
    <message>
        <source>Six ways to read the gradient at the network&apos;s input</source>
        <translation>Sechs Arten, den Gradienten am Eingang des Netzes zu lesen</translation>
    </message>
    <message>
        <source>Six ways to weight the channels of the layer</source>
        <translation>Sechs Arten, die Kanäle der Schicht zu gewichten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Small inputs, few photographs, few epochs</source>
        <translation>Kleine Eingänge, wenige Aufnahmen, wenige Epochen</translation>
    </message>
    <message>
        <source>Smaller tiles (Ctrl with the wheel)</source>
        <translation>Kleinere Kacheln (Strg mit dem Rad)</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <source>So long a reader does not see a photograph again in another arm</source>
        <translation>So lange sieht ein Befunder eine Aufnahme nicht in einem anderen Arm wieder</translation>
    </message>
    <message>
        <source>So long the rate rises from near 0.</source>
        <translation>So lange steigt die Rate von fast 0 an.</translation>
    </message>
    <message>
        <source>So many exemplars of each, which the price of being alike drives apart</source>
        <translation>So viele Musterbilder von jedem, die der Preis der Ähnlichkeit auseinandertreibt</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Sort by the uncertainty of the prediction</source>
        <translation>Nach der Unsicherheit der Vorhersage sortieren</translation>
    </message>
    <message>
        <source>Sort by {title_of}</source>
        <translation>Nach {title_of} sortieren</translation>
    </message>
    <message>
        <source>Sort, filter, clean and annotate the photographs of a project</source>
        <translation>Die Aufnahmen eines Projekts sortieren, filtern, bereinigen und annotieren</translation>
    </message>
    <message>
        <source>Space zooms</source>
        <translation>Leertaste zoomt</translation>
    </message>
    <message>
        <source>Sparseness</source>
        <translation>Sparsamkeit</translation>
    </message>
    <message>
        <source>Spearman&apos;s rank correlation {value:.4f}</source>
        <translation>Rangkorrelation nach Spearman {value:.4f}</translation>
    </message>
    <message>
        <source>Spearman&apos;s rank correlation: 1 where two maps put all places in the same order, 0 where the order of the one says nothing of the other&apos;s, −1 where it is reversed. Methods that agree may be wrong together.</source>
        <translation>Rangkorrelation nach Spearman: 1, wo zwei Karten alle Stellen gleich ordnen, 0, wo die Ordnung der einen nichts über die andere sagt, −1, wo sie umgekehrt ist. Methoden, die übereinstimmen, können gemeinsam irren.</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Spezifität</translation>
    </message>
    <message>
        <source>Specificity, referable</source>
        <translation>Spezifität, überweisungsbedürftig</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Split from a file</source>
        <translation>Aufteilung aus einer Datei</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Aufteilungen</translation>
    </message>
    <message>
        <source>Splits and &amp;balance…</source>
        <translation>A&amp;ufteilungen und Ausgleich…</translation>
    </message>
    <message>
        <source>Splits and balance</source>
        <translation>Aufteilungen und Ausgleich</translation>
    </message>
    <message>
        <source>Square around the fundus</source>
        <translation>Quadrat um den Fundus</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Stabilität</translation>
    </message>
    <message>
        <source>Stacking</source>
        <translation>Stacking</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian that smooths the map before it is cut, as a share of the shorter side of what the network saw</source>
        <translation>Standardabweichung der Gaußkurve, die die Karte vor dem Schneiden glättet, als Anteil der kürzeren Seite dessen, was das Netz sah</translation>
    </message>
    <message>
        <source>Standard deviation, as a share of the range of values.</source>
        <translation>Standardabweichung, als Anteil des Wertebereichs.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Start from a preset…</source>
        <translation>Vorlage…</translation>
    </message>
    <message>
        <source>Start from noise, or from the mean.</source>
        <translation>Beginnen Sie mit Rauschen oder mit dem Mittel.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Step of the exemplar</source>
        <translation>Schritt des Musterbilds</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps are cut to this norm; 0: never.</source>
        <translation>Schritte werden auf diese Norm gekürzt; 0: nie.</translation>
    </message>
    <message>
        <source>Steps in their order. Delete removes the chosen one, Alt+Up and Alt+Down move it</source>
        <translation>Schritte in ihrer Reihenfolge. Entf entfernt den gewählten, Alt+Auf und Alt+Ab verschieben ihn</translation>
    </message>
    <message>
        <source>Steps of my own</source>
        <translation>Eigene Schritte</translation>
    </message>
    <message>
        <source>Steps of the ascent</source>
        <translation>Schritte des Aufstiegs</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop after this step with a checkpoint; nothing is lost</source>
        <translation>Nach diesem Schritt mit einem Zwischenstand anhalten; nichts geht verloren</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>Anhalten und das Beste behalten</translation>
    </message>
    <message>
        <source>Stop here; everything that was locked is kept</source>
        <translation>Hier aufhören; alles Gesperrte ist gesichert</translation>
    </message>
    <message>
        <source>Stop predicting</source>
        <translation>Vorhersage anhalten</translation>
    </message>
    <message>
        <source>Stop the explanation that is being computed; what there is of it stays, marked as partial</source>
        <translation>Die laufende Erklärung anhalten; was davon da ist, bleibt, als unvollständig gekennzeichnet</translation>
    </message>
    <message>
        <source>Stopped before there was anything to show; Go on, in the panel Explanation, computes it after all</source>
        <translation>Angehalten, bevor etwas zu zeigen war; „Fortsetzen“ im Bereich Erklärung berechnet es doch noch</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stopped. Choose the evidence again to go on.</source>
        <translation>Angehalten. Wählen Sie die Evidenz erneut, um fortzusetzen.</translation>
    </message>
    <message>
        <source>Stopped: choose a method or a layer to compute it.</source>
        <translation>Angehalten: Wählen Sie eine Methode oder Schicht, um sie zu berechnen.</translation>
    </message>
    <message>
        <source>Stopped: nothing is known of this check.</source>
        <translation>Angehalten: Über diese Prüfung ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Stopped: press Go on to compute it</source>
        <translation>Angehalten: Drücken Sie Fortsetzen, um sie zu berechnen</translation>
    </message>
    <message>
        <source>Stopped: the map is partial.</source>
        <translation>Angehalten: Die Karte ist unvollständig.</translation>
    </message>
    <message>
        <source>Stopping after this step, with a checkpoint…</source>
        <translation>Wird nach diesem Schritt mit einem Zwischenstand angehalten…</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Strength of the class weights</source>
        <translation>Stärke der Klassengewichte</translation>
    </message>
    <message>
        <source>Strength of the effect</source>
        <translation>Stärke der Wirkung</translation>
    </message>
    <message>
        <source>Strength of weights</source>
        <translation>Stärke der Gewichte</translation>
    </message>
    <message>
        <source>Stretch the whole photograph</source>
        <translation>Ganze Aufnahme strecken</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>Stärkste</translation>
    </message>
    <message>
        <source>Strongest channel</source>
        <translation>Stärkster Kanal</translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation>Stärkste zuerst</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>Studien</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Subtract the local mean</source>
        <translation>Lokales Mittel abziehen</translation>
    </message>
    <message>
        <source>Subtract the mean of each channel first, as pytorch-grad-cam does.</source>
        <translation>Zuerst das Mittel jedes Kanals abziehen, wie es pytorch-grad-cam tut.</translation>
    </message>
    <message>
        <source>Survey</source>
        <translation>Erheben</translation>
    </message>
    <message>
        <source>Survey the photographs: right and left eyes are mirrored, laid on each other by disc and fovea, and averaged by grade, camera, correctness or any column of the project. Where disc or fovea are wrong, correct them on the page Anatomy.</source>
        <translation>Erheben Sie die Aufnahmen: Rechte und linke Augen werden gespiegelt, anhand von Papille und Fovea übereinandergelegt und nach Grad, Kamera, Richtigkeit oder einer beliebigen Spalte des Projekts gemittelt. Wo Papille oder Fovea falsch sind, korrigieren Sie sie auf der Seite Anatomie.</translation>
    </message>
    <message>
        <source>Surveying eyes</source>
        <translation>Augen werden erhoben</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>Switch this edit off</source>
        <translation>Diese Änderung ausschalten</translation>
    </message>
    <message>
        <source>Switch this edit on</source>
        <translation>Diese Änderung einschalten</translation>
    </message>
    <message>
        <source>T outlines the lesions that are known to be there: look whether the map lies on them.</source>
        <translation>T umreißt die Läsionen, die dort bekannt sind: Sehen Sie nach, ob die Karte auf ihnen liegt.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Table of labels</source>
        <translation>Labeltabelle</translation>
    </message>
    <message>
        <source>Table of reference grades</source>
        <translation>Tabelle der Referenzgrade</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx *.xlsm);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx)</translation>
    </message>
    <message>
        <source>Tables of labels</source>
        <translation>Tabellen mit Labels</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Take a filter away, or search for less.</source>
        <translation>Nehmen Sie einen Filter weg, oder suchen Sie nach weniger.</translation>
    </message>
    <message>
        <source>Take a recipe</source>
        <translation>Rezept übernehmen</translation>
    </message>
    <message>
        <source>Take a saved recipe…</source>
        <translation>Gespeichertes Rezept übernehmen…</translation>
    </message>
    <message>
        <source>Take back what was done last</source>
        <translation>Das zuletzt Getane zurücknehmen</translation>
    </message>
    <message>
        <source>Take both limits away</source>
        <translation>Beide Grenzen wegnehmen</translation>
    </message>
    <message>
        <source>Take every filter away</source>
        <translation>Jeden Filter wegnehmen</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take labels</source>
        <translation>Labels übernehmen</translation>
    </message>
    <message>
        <source>Take labels from folder &amp;names</source>
        <translation>Labels aus Ordner&amp;namen übernehmen</translation>
    </message>
    <message>
        <source>Take labels out of a CSV file or a spreadsheet; what finds no photograph is listed</source>
        <translation>Labels aus einer CSV-Datei oder Tabellenkalkulation übernehmen; was keine Aufnahme findet, wird aufgelistet</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <source>Take photographs that no member was trained on.</source>
        <translation>Nehmen Sie Aufnahmen, an denen kein Mitglied trainiert wurde.</translation>
    </message>
    <message>
        <source>Take that share of the light away</source>
        <translation>Diesen Anteil des Lichts wegnehmen</translation>
    </message>
    <message>
        <source>Take the annotations of a COCO file in</source>
        <translation>Die Annotationen einer COCO-Datei übernehmen</translation>
    </message>
    <message>
        <source>Take the chosen step out (Del)</source>
        <translation>Den gewählten Schritt herausnehmen (Entf)</translation>
    </message>
    <message>
        <source>Take the grade away</source>
        <translation>Den Grad wegnehmen</translation>
    </message>
    <message>
        <source>Take the last change back (Ctrl+Z)</source>
        <translation>Die letzte Änderung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Take the last change of the form back (Ctrl+Z)</source>
        <translation>Die letzte Änderung des Formulars zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Take the names from a text or JSON file</source>
        <translation>Die Namen aus einer Text- oder JSON-Datei übernehmen</translation>
    </message>
    <message>
        <source>Take the names from the clipboard: a line each, or separated by commas</source>
        <translation>Die Namen aus der Zwischenablage übernehmen: je eine Zeile oder durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Take the names of the folders for the classes of the photographs in them</source>
        <translation>Die Namen der Ordner als Klassen der Aufnahmen darin nehmen</translation>
    </message>
    <message>
        <source>Take the selected mark away; undo brings it back</source>
        <translation>Die ausgewählte Markierung wegnehmen; Rückgängig bringt sie zurück</translation>
    </message>
    <message>
        <source>Take the selected name away; marks that have it stay</source>
        <translation>Den ausgewählten Namen wegnehmen; Markierungen, die ihn haben, bleiben</translation>
    </message>
    <message>
        <source>Take the shown photograph</source>
        <translation>Die gezeigte Aufnahme nehmen</translation>
    </message>
    <message>
        <source>Take the steps of a recipe file</source>
        <translation>Die Schritte einer Rezeptdatei übernehmen</translation>
    </message>
    <message>
        <source>Take the tool Select into the hand first, and choose a mark.</source>
        <translation>Nehmen Sie zuerst das Werkzeug zum Auswählen, und wählen Sie eine Markierung.</translation>
    </message>
    <message>
        <source>Take these</source>
        <translation>Diese nehmen</translation>
    </message>
    <message>
        <source>Take this edit away (undo brings it back)</source>
        <translation>Diese Änderung wegnehmen (Rückgängig bringt sie zurück)</translation>
    </message>
    <message>
        <source>Take {rate:g}</source>
        <translation>{rate:g} nehmen</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Taken in: {marks:,} marks on {photographs:,} photographs</source>
        <translation>Übernommen: {marks:,} Markierungen auf {photographs:,} Aufnahmen</translation>
    </message>
    <message>
        <source>Temperature scaling, found on {get} photographs: a probability of 0.8 is meant to be right eight times in ten on such photographs</source>
        <translation>Temperaturskalierung, gefunden an {get} Aufnahmen: Eine Wahrscheinlichkeit von 0,8 soll auf solchen Aufnahmen in acht von zehn Fällen richtig sein</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Test and validation leave nothing to train on.</source>
        <translation>Test und Validierung lassen nichts zum Trainieren übrig.</translation>
    </message>
    <message>
        <source>Test-time augmentation: every member also answers for the photograph seen so.</source>
        <translation>Test-Time-Augmentation: Jedes Mitglied antwortet auch für die so gesehene Aufnahme.</translation>
    </message>
    <message>
        <source>Texture blobs and a clean class (4 classes)</source>
        <translation>Texturflecken und eine leere Klasse (4 Klassen)</translation>
    </message>
    <message>
        <source>Textures and objects put into a fundus, labelled by what they are, with a mask of each.</source>
        <translation>Texturen und Gegenstände, in einen Fundus gesetzt und danach gelabelt, jeweils mit Maske.</translation>
    </message>
    <message>
        <source>Thank you: everything is answered</source>
        <translation>Danke: Alles ist beantwortet</translation>
    </message>
    <message>
        <source>That decode photographs ahead; 0: as many as leave a processor free.</source>
        <translation>Die Aufnahmen im Voraus dekodieren; 0: so viele, dass ein Prozessor frei bleibt.</translation>
    </message>
    <message>
        <source>That is all for now</source>
        <translation>Das ist vorerst alles</translation>
    </message>
    <message>
        <source>That train together, under SLURM or torchrun; the window trains on one.</source>
        <translation>Die zusammen trainieren, unter SLURM oder torchrun; das Fenster trainiert auf einem.</translation>
    </message>
    <message>
        <source>The activation of channel {channel} of {layer}: {aggregate_words}</source>
        <translation>Die Aktivierung von Kanal {channel} von {layer}: {aggregate_words}</translation>
    </message>
    <message>
        <source>The best by the figure that is chosen</source>
        <translation>Die beste nach der gewählten Kennzahl</translation>
    </message>
    <message>
        <source>The boundary above a grade</source>
        <translation>Die Grenze über einem Grad</translation>
    </message>
    <message>
        <source>The brightest colour of each cell is its own largest value</source>
        <translation>Die hellste Farbe jeder Zelle ist ihr eigener größter Wert</translation>
    </message>
    <message>
        <source>The caption is on the clipboard</source>
        <translation>Die Bildunterschrift ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>The channels are scaled to one mean over the disc of light.</source>
        <translation>Die Kanäle werden über der Lichtscheibe auf ein Mittel skaliert.</translation>
    </message>
    <message>
        <source>The choice holds from the next start on. Where a language is there in part, what is not translated yet stays English, as do messages that the computing part composes, and all files that are written.</source>
        <translation>Die Wahl gilt ab dem nächsten Start. Wo eine Sprache erst teilweise da ist, bleibt noch nicht Übersetztes englisch, ebenso Meldungen, die der rechnende Teil zusammensetzt, und alle geschriebenen Dateien.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>Die Zwischenablage</translation>
    </message>
    <message>
        <source>The clock stands still, and nothing is seen.</source>
        <translation>Die Uhr steht still, und nichts ist zu sehen.</translation>
    </message>
    <message>
        <source>The colours are the evidence for the class that is explained. Hold H for the bare photograph; the wheel zooms; G shows several maps beside each other.</source>
        <translation>Die Farben sind die Evidenz für die erklärte Klasse. Halten Sie H für die bloße Aufnahme; das Rad zoomt; G zeigt mehrere Karten nebeneinander.</translation>
    </message>
    <message>
        <source>The damaged file is kept as &apos;{kept_name}&apos;</source>
        <translation>Die beschädigte Datei wird als „{kept_name}“ behalten</translation>
    </message>
    <message>
        <source>The disc of light has few pixels, or the photograph another size than nearly all others.</source>
        <translation>Die Lichtscheibe hat wenige Pixel, oder die Aufnahme hat eine andere Größe als fast alle anderen.</translation>
    </message>
    <message>
        <source>The disc of light with its lightness equalised in 5 x 5 tiles (Casini et al. 2022).</source>
        <translation>Die Lichtscheibe, ihre Helligkeit in 5 x 5 Kacheln ausgeglichen (Casini et al. 2022).</translation>
    </message>
    <message>
        <source>The disc of light, four times what differs from its surroundings, on grey (Vincenzi 2017).</source>
        <translation>Die Lichtscheibe, viermal, was sich von der Umgebung unterscheidet, auf Grau (Vincenzi 2017).</translation>
    </message>
    <message>
        <source>The disc of light, four times what differs from its surroundings, on grey; the mean is taken over what is lit.</source>
        <translation>Die Lichtscheibe, viermal, was sich von der Umgebung unterscheidet, auf Grau; das Mittel wird über das Beleuchtete genommen.</translation>
    </message>
    <message>
        <source>The eighth class of the list</source>
        <translation>Die achte Klasse der Liste</translation>
    </message>
    <message>
        <source>The exemplars are begun</source>
        <translation>Die Musterbilder sind begonnen</translation>
    </message>
    <message>
        <source>The experiment</source>
        <translation>Das Experiment</translation>
    </message>
    <message>
        <source>The fifth class of the list</source>
        <translation>Die fünfte Klasse der Liste</translation>
    </message>
    <message>
        <source>The figure of the validation photographs by which epochs are compared.</source>
        <translation>Die Kennzahl der Validierungsaufnahmen, nach der Epochen verglichen werden.</translation>
    </message>
    <message>
        <source>The file ends before its picture does. Copy it again from where it came from.</source>
        <translation>Die Datei endet vor ihrem Bild. Kopieren Sie sie erneut von dort, woher sie kam.</translation>
    </message>
    <message>
        <source>The file of &apos;{model_name}&apos; is not known on this machine.</source>
        <translation>Die Datei von „{model_name}“ ist auf diesem Rechner nicht bekannt.</translation>
    </message>
    <message>
        <source>The file of a study ends in {suffix}.</source>
        <translation>Die Datei einer Studie endet auf {suffix}.</translation>
    </message>
    <message>
        <source>The file stays where it is</source>
        <translation>Die Datei bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>The files of {missing} of these models are not known on this machine.</source>
        <translation>Die Dateien von {missing} dieser Modelle sind auf diesem Rechner nicht bekannt.</translation>
    </message>
    <message>
        <source>The fine structures of guided backpropagation where Grad-CAM is warm; the details are not specific to the target.</source>
        <translation>Die feinen Strukturen von Guided Backpropagation dort, wo Grad-CAM warm ist; die Einzelheiten sind nicht zielspezifisch.</translation>
    </message>
    <message>
        <source>The first class of the list</source>
        <translation>Die erste Klasse der Liste</translation>
    </message>
    <message>
        <source>The first less the second, with its 95 % interval over resampled patients</source>
        <translation>Das erste minus das zweite, mit 95-%-Intervall über neu gezogene Patienten</translation>
    </message>
    <message>
        <source>The first less the second, with the interval and p value of DeLong&apos;s test</source>
        <translation>Das erste minus das zweite, mit Intervall und p-Wert des DeLong-Tests</translation>
    </message>
    <message>
        <source>The first part that is trained, as &apos;block5_conv1&apos; of a VGG or &apos;layer4&apos; of a ResNet; the rest stays.</source>
        <translation>Der erste Teil, der trainiert wird, etwa „block5_conv1“ eines VGG oder „layer4“ eines ResNet; der Rest bleibt.</translation>
    </message>
    <message>
        <source>The first photographs as the network sees them will be here.</source>
        <translation>Hier werden die ersten Aufnahmen stehen, wie das Netz sie sieht.</translation>
    </message>
    <message>
        <source>The first pictures come in a moment.</source>
        <translation>Die ersten Bilder kommen gleich.</translation>
    </message>
    <message>
        <source>The first ten are chosen by the digits 1 to 9 and 0. Short names are those of folders of masks; marks that were made keep theirs.</source>
        <translation>Die ersten zehn werden mit den Ziffern 1 bis 9 und 0 gewählt. Kurznamen sind die der Maskenordner; schon gesetzte Markierungen behalten die ihren.</translation>
    </message>
    <message>
        <source>The first {most_values} of {count:,}</source>
        <translation>Die ersten {most_values} von {count:,}</translation>
    </message>
    <message>
        <source>The folder of samples is empty</source>
        <translation>Der Ordner der Beispiele ist leer</translation>
    </message>
    <message>
        <source>The fourth class of the list</source>
        <translation>Die vierte Klasse der Liste</translation>
    </message>
    <message>
        <source>The fundus is scaled to a radius of {radius} pixels, and the middle square around it kept.</source>
        <translation>Der Fundus wird auf einen Radius von {radius} Pixeln skaliert, und das mittlere Quadrat darum bleibt.</translation>
    </message>
    <message>
        <source>The green channel takes the place of all three.</source>
        <translation>Der grüne Kanal tritt an die Stelle aller drei.</translation>
    </message>
    <message>
        <source>The grid</source>
        <translation>Das Raster</translation>
    </message>
    <message>
        <source>The guide was not installed with this program.</source>
        <translation>Das Handbuch wurde mit diesem Programm nicht installiert.</translation>
    </message>
    <message>
        <source>The inner fundus is darker than in all but the darkest photographs that can be graded.</source>
        <translation>Der innere Fundus ist dunkler als in allen außer den dunkelsten noch graduierbaren Aufnahmen.</translation>
    </message>
    <message>
        <source>The kind of module</source>
        <translation>Die Art des Moduls</translation>
    </message>
    <message>
        <source>The labels of &apos;{name}&apos; are removed</source>
        <translation>Die Labels von „{name}“ sind entfernt</translation>
    </message>
    <message>
        <source>The largest change of the map under small noise: better the lower</source>
        <translation>Die größte Änderung der Karte unter kleinem Rauschen: je niedriger, desto besser</translation>
    </message>
    <message>
        <source>The largest strength of the picture, for pixels alone; 0: none</source>
        <translation>Die größte Stärke des Bilds, nur für Pixel; 0: keine</translation>
    </message>
    <message>
        <source>The largest weight of the layer in full colour, or the largest of each kernel</source>
        <translation>Das größte Gewicht der Schicht in voller Farbe oder das größte jedes Kerns</translation>
    </message>
    <message>
        <source>The layer has {channels} channels</source>
        <translation>Die Schicht hat {channels} Kanäle</translation>
    </message>
    <message>
        <source>The layer has {count} channels: 0 to {count_2}</source>
        <translation>Die Schicht hat {count} Kanäle: 0 bis {count_2}</translation>
    </message>
    <message>
        <source>The layer of the other model; at first that of the same name, else of the same depth</source>
        <translation>Die Schicht des anderen Modells; zuerst die mit demselben Namen, sonst in derselben Tiefe</translation>
    </message>
    <message>
        <source>The layer whose channel is explained</source>
        <translation>Die Schicht, deren Kanal erklärt wird</translation>
    </message>
    <message>
        <source>The layer whose channel is explained.</source>
        <translation>Die Schicht, deren Kanal erklärt wird.</translation>
    </message>
    <message>
        <source>The layer&apos;s name in the network; arrow keys walk</source>
        <translation>Der Name der Schicht im Netz; Pfeiltasten gehen weiter</translation>
    </message>
    <message>
        <source>The lightness is equalised in {tiles} x {tiles} tiles, limit {clip_limit:g}.</source>
        <translation>Die Helligkeit wird in {tiles} x {tiles} Kacheln ausgeglichen, Grenze {clip_limit:g}.</translation>
    </message>
    <message>
        <source>The line is where the loss falls fastest. It can be dragged.</source>
        <translation>Die Linie steht, wo der Verlust am schnellsten fällt. Sie kann gezogen werden.</translation>
    </message>
    <message>
        <source>The log-odds of a grade above {names}; 0 where above and not above are as likely</source>
        <translation>Die Log-Odds eines Grads über {names}; 0, wo darüber und nicht darüber gleich wahrscheinlich sind</translation>
    </message>
    <message>
        <source>The log-odds of {names} or above, which is when patients are referred</source>
        <translation>Die Log-Odds von {names} oder höher, also wann Patienten überwiesen werden</translation>
    </message>
    <message>
        <source>The logit of whichever class is predicted</source>
        <translation>Der Logit der Klasse, die vorhergesagt wird</translation>
    </message>
    <message>
        <source>The logit of {names} less that of {names_2}: what tells the two apart</source>
        <translation>Der Logit von {names} minus der von {names_2}: was die beiden unterscheidet</translation>
    </message>
    <message>
        <source>The logit of {names}, before the softmax: it does not depend on the other classes</source>
        <translation>Der Logit von {names}, vor dem Softmax: Er hängt nicht von den anderen Klassen ab</translation>
    </message>
    <message>
        <source>The lower end of the band, cell by cell</source>
        <translation>Das untere Ende des Bands, Zelle für Zelle</translation>
    </message>
    <message>
        <source>The lower limit is 0 or less, the upper one 0 or more, and one of them is not 0.</source>
        <translation>Die untere Grenze ist 0 oder kleiner, die obere 0 oder größer, und eine von ihnen ist nicht 0.</translation>
    </message>
    <message>
        <source>The lower limit is 0 or more, and the upper one is above it.</source>
        <translation>Die untere Grenze ist 0 oder größer, und die obere liegt darüber.</translation>
    </message>
    <message>
        <source>The map after small changes of the photograph, and of other models</source>
        <translation>Die Karte nach kleinen Änderungen der Aufnahme und von anderen Modellen</translation>
    </message>
    <message>
        <source>The map after small changes of the photograph, and of your other open models: one that flips is not to be built on.</source>
        <translation>Die Karte nach kleinen Änderungen der Aufnahme und von Ihren anderen geöffneten Modellen: Auf eine, die umschlägt, ist nicht zu bauen.</translation>
    </message>
    <message>
        <source>The map can be checked once it is there.</source>
        <translation>Die Karte kann geprüft werden, sobald sie da ist.</translation>
    </message>
    <message>
        <source>The map follows the edits</source>
        <translation>Die Karte folgt den Änderungen</translation>
    </message>
    <message>
        <source>The map in half, single and double precision</source>
        <translation>Die Karte in halber, einfacher und doppelter Genauigkeit</translation>
    </message>
    <message>
        <source>The map in half, single and double precision: what differs is the arithmetic&apos;s, and no evidence.</source>
        <translation>Die Karte in halber, einfacher und doppelter Genauigkeit: Was abweicht, kommt vom Rechnen und ist keine Evidenz.</translation>
    </message>
    <message>
        <source>The map is empty: nothing here speaks for what the network says</source>
        <translation>Die Karte ist leer: Nichts hier spricht für das, was das Netz sagt</translation>
    </message>
    <message>
        <source>The map is partial: it can be checked once it is whole.</source>
        <translation>Die Karte ist unvollständig: Sie kann geprüft werden, sobald sie vollständig ist.</translation>
    </message>
    <message>
        <source>The map is zero everywhere: nothing speaks for or against &apos;{target}&apos; at {place}</source>
        <translation>Die Karte ist überall null: Nichts spricht für oder gegen „{target}“: {place}</translation>
    </message>
    <message>
        <source>The map of each class; of the nine most probable where there are more</source>
        <translation>Die Karte jeder Klasse; der neun wahrscheinlichsten, wo es mehr gibt</translation>
    </message>
    <message>
        <source>The map that is checked. {range}</source>
        <translation>Die geprüfte Karte. {range}</translation>
    </message>
    <message>
        <source>The mean of the grades, counted from 0 for the first class, by their probabilities</source>
        <translation>Das Mittel der Grade, von 0 für die erste Klasse an gezählt, nach ihren Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>The mean of the logits: the geometric mean of the probabilities.</source>
        <translation>Das Mittel der Logits: das geometrische Mittel der Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>The mean of the probabilities; better models may count more.</source>
        <translation>Das Mittel der Wahrscheinlichkeiten; bessere Modelle können mehr zählen.</translation>
    </message>
    <message>
        <source>The method and its parameters. Beneath stands what the map means and what it does not; Shift+F1 opens the page on it. Checks (K) tells whether the map comes from what was learned.</source>
        <translation>Die Methode und ihre Parameter. Darunter steht, was die Karte bedeutet und was nicht; Umschalt+F1 öffnet die Seite dazu. Prüfungen (K) sagen, ob die Karte aus dem Gelernten kommt.</translation>
    </message>
    <message>
        <source>The method at five layers, from the photograph to the answer</source>
        <translation>Die Methode in fünf Schichten, von der Aufnahme bis zur Antwort</translation>
    </message>
    <message>
        <source>The middle</source>
        <translation>Die Mitte</translation>
    </message>
    <message>
        <source>The middle square is kept in its proportions; the sides of a wide photograph are cut off.</source>
        <translation>Das mittlere Quadrat bleibt in seinen Proportionen; die Seiten einer breiten Aufnahme werden abgeschnitten.</translation>
    </message>
    <message>
        <source>The middle {width} x {height} pixels are kept.</source>
        <translation>Die mittleren {width} x {height} Pixel bleiben.</translation>
    </message>
    <message>
        <source>The middle, as ImageNet&apos;s networks</source>
        <translation>Die Mitte, wie Netze für ImageNet</translation>
    </message>
    <message>
        <source>The model needs a name.</source>
        <translation>Das Modell braucht einen Namen.</translation>
    </message>
    <message>
        <source>The model of this view is not open, and was not seen on this machine. Its file has the SHA-256 {model}…</source>
        <translation>Das Modell dieser Ansicht ist nicht geöffnet und wurde auf diesem Rechner nicht gesehen. Seine Datei hat den SHA-256 {model}…</translation>
    </message>
    <message>
        <source>The model that is open has no such class.</source>
        <translation>Das offene Modell hat keine solche Klasse.</translation>
    </message>
    <message>
        <source>The models that are open, were open lately, or came with the program</source>
        <translation>Die Modelle, die geöffnet sind, kürzlich geöffnet waren oder mit dem Programm kamen</translation>
    </message>
    <message>
        <source>The most probable classes</source>
        <translation>Die wahrscheinlichsten Klassen</translation>
    </message>
    <message>
        <source>The names that a new project begins with</source>
        <translation>Die Namen, mit denen ein neues Projekt beginnt</translation>
    </message>
    <message>
        <source>The network is asked ahead, so that nobody waits: {done} of {total} photographs.</source>
        <translation>Das Netz wird im Voraus befragt, damit niemand wartet: {done} von {total} Aufnahmen.</translation>
    </message>
    <message>
        <source>The network is looking at the edited photograph…</source>
        <translation>Das Netz betrachtet die bearbeitete Aufnahme…</translation>
    </message>
    <message>
        <source>The network that is asked</source>
        <translation>Das befragte Netz</translation>
    </message>
    <message>
        <source>The network was not asked about {missing} of {total} photographs yet. Readers begin after that.</source>
        <translation>Das Netz wurde zu {missing} von {total} Aufnahmen noch nicht befragt. Die Befunder beginnen danach.</translation>
    </message>
    <message>
        <source>The network was not asked about {missing} photographs yet.</source>
        <translation>Das Netz wurde zu {missing} Aufnahmen noch nicht befragt.</translation>
    </message>
    <message>
        <source>The network&apos;s own</source>
        <translation>Wie das Netz</translation>
    </message>
    <message>
        <source>The next photograph (Page Down)</source>
        <translation>Die nächste Aufnahme (Bild ab)</translation>
    </message>
    <message>
        <source>The next photograph cannot be shown</source>
        <translation>Die nächste Aufnahme kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>The ninth class of the list</source>
        <translation>Die neunte Klasse der Liste</translation>
    </message>
    <message>
        <source>The null band: what random networks reach on this photograph</source>
        <translation>Das Nullband: was zufällige Netze auf dieser Aufnahme erreichen</translation>
    </message>
    <message>
        <source>The one number that matters most: &apos;Find&apos; tries them out.</source>
        <translation>Die wichtigste Zahl von allen: „Suchen“ probiert sie aus.</translation>
    </message>
    <message>
        <source>The order of the photographs</source>
        <translation>Die Reihenfolge der Aufnahmen</translation>
    </message>
    <message>
        <source>The other model is being loaded</source>
        <translation>Das andere Modell wird geladen</translation>
    </message>
    <message>
        <source>The parameters of &apos;{method_name}&apos; mean nothing to &apos;{method}&apos;.</source>
        <translation>Die Parameter von „{method_name}“ bedeuten „{method}“ nichts.</translation>
    </message>
    <message>
        <source>The patch comes from here: paint where it goes, on this or another photograph</source>
        <translation>Der Ausschnitt kommt von hier: Malen Sie, wohin er soll, auf dieser oder einer anderen Aufnahme</translation>
    </message>
    <message>
        <source>The patch comes from {name}, x {x:.0f}, y {y:.0f}.</source>
        <translation>Der Ausschnitt kommt aus {name}, x {x:.0f}, y {y:.0f}.</translation>
    </message>
    <message>
        <source>The patch would come from outside of the photograph.</source>
        <translation>Der Ausschnitt käme von außerhalb der Aufnahme.</translation>
    </message>
    <message>
        <source>The photograph as it is: the edits are not shown</source>
        <translation>Die Aufnahme, wie sie ist: Die Änderungen werden nicht gezeigt</translation>
    </message>
    <message>
        <source>The photograph before (Page Up)</source>
        <translation>Die Aufnahme davor (Bild auf)</translation>
    </message>
    <message>
        <source>The photograph can be used, with reservations</source>
        <translation>Die Aufnahme ist mit Vorbehalten brauchbar</translation>
    </message>
    <message>
        <source>The photograph cannot be graded</source>
        <translation>Die Aufnahme kann nicht graduiert werden</translation>
    </message>
    <message>
        <source>The photograph is good</source>
        <translation>Die Aufnahme ist gut</translation>
    </message>
    <message>
        <source>The photograph is scaled until its shorter side has {size} pixels ({interpolation}).</source>
        <translation>Die Aufnahme wird skaliert, bis ihre kürzere Seite {size} Pixel hat ({interpolation}).</translation>
    </message>
    <message>
        <source>The photograph is too poor, or shows no retina</source>
        <translation>Die Aufnahme ist zu schlecht oder zeigt keine Netzhaut</translation>
    </message>
    <message>
        <source>The photograph is turned by half a turn.</source>
        <translation>Die Aufnahme wird um 180° gedreht.</translation>
    </message>
    <message>
        <source>The photograph of this view is not among the open ones.</source>
        <translation>Die Aufnahme dieser Ansicht ist nicht unter den geöffneten.</translation>
    </message>
    <message>
        <source>The photographs that are referred at this point, those that should not be first</source>
        <translation>Die Aufnahmen, die an diesem Punkt überwiesen werden; die, die es nicht sollten, zuerst</translation>
    </message>
    <message>
        <source>The photographs that are shown, in their order, with labels, predictions and splits.</source>
        <translation>Die gezeigten Aufnahmen, in ihrer Reihenfolge, mit Labels, Vorhersagen und Aufteilungen.</translation>
    </message>
    <message>
        <source>The photographs that should be referred and are not</source>
        <translation>Die Aufnahmen, die überwiesen werden sollten und es nicht werden</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>Das Bild</translation>
    </message>
    <message>
        <source>The picture is moved by up to so many pixels each step</source>
        <translation>Das Bild wird in jedem Schritt um bis zu so viele Pixel verschoben</translation>
    </message>
    <message>
        <source>The picture shows a partial map; here it is computed to its end</source>
        <translation>Das Bild zeigt eine Teilkarte; hier wird sie zu Ende gerechnet</translation>
    </message>
    <message>
        <source>The picture&apos;s record of how it was made is damaged.</source>
        <translation>Die Angaben des Bilds zu seiner Entstehung sind beschädigt.</translation>
    </message>
    <message>
        <source>The price of differences between neighbours</source>
        <translation>Der Preis von Unterschieden zwischen Nachbarn</translation>
    </message>
    <message>
        <source>The price of exemplars of one channel being alike</source>
        <translation>Der Preis dafür, dass Musterbilder eines Kanals einander gleichen</translation>
    </message>
    <message>
        <source>The probability of a class</source>
        <translation>Die Wahrscheinlichkeit einer Klasse</translation>
    </message>
    <message>
        <source>The probability of {names}: it also falls because another class rises</source>
        <translation>Die Wahrscheinlichkeit von {names}: Sie fällt auch, weil eine andere Klasse steigt</translation>
    </message>
    <message>
        <source>The probability while pixels are hidden, strongest first: better the lower; in brackets chance</source>
        <translation>Die Wahrscheinlichkeit, während Pixel verdeckt werden, stärkste zuerst: je niedriger, desto besser; in Klammern der Zufall</translation>
    </message>
    <message>
        <source>The probability while pixels are shown, strongest first: better the higher; in brackets chance</source>
        <translation>Die Wahrscheinlichkeit, während Pixel gezeigt werden, stärkste zuerst: je höher, desto besser; in Klammern der Zufall</translation>
    </message>
    <message>
        <source>The project can only be looked at.</source>
        <translation>Das Projekt kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>The project can only be looked at: it is open elsewhere, or may not be written</source>
        <translation>Das Projekt kann nur angesehen werden: Es ist anderswo geöffnet, oder es darf nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The project has a new format now; its copy is &apos;{migrated_from_name}&apos;</source>
        <translation>Das Projekt hat jetzt ein neues Format; seine Kopie ist „{migrated_from_name}“</translation>
    </message>
    <message>
        <source>The project has labels of several kinds: {parts}.</source>
        <translation>Das Projekt hat Labels mehrerer Arten: {parts}.</translation>
    </message>
    <message>
        <source>The project has no &apos;{given}&apos;.</source>
        <translation>Das Projekt hat kein „{given}“.</translation>
    </message>
    <message>
        <source>The project has no labels</source>
        <translation>Das Projekt hat keine Labels</translation>
    </message>
    <message>
        <source>The project has no labels. Add a folder with class folders or a table of labels (Data menu).</source>
        <translation>Das Projekt hat keine Labels. Fügen Sie einen Ordner mit Klassenordnern oder eine Labeltabelle hinzu (Menü Daten).</translation>
    </message>
    <message>
        <source>The project is damaged</source>
        <translation>Das Projekt ist beschädigt</translation>
    </message>
    <message>
        <source>The project that is open does not have this photograph.</source>
        <translation>Das geöffnete Projekt hat diese Aufnahme nicht.</translation>
    </message>
    <message>
        <source>The project was closed meanwhile.</source>
        <translation>Das Projekt wurde inzwischen geschlossen.</translation>
    </message>
    <message>
        <source>The range holds {share:.0%} of the random networks&apos; values</source>
        <translation>Der Bereich umfasst {share:.0%} der Werte der zufälligen Netze</translation>
    </message>
    <message>
        <source>The rank correlation of each map of the grid with each</source>
        <translation>Die Rangkorrelation jeder Karte des Rasters mit jeder</translation>
    </message>
    <message>
        <source>The receptive field: how much of the network&apos;s input one position of the layer depends on</source>
        <translation>Das rezeptive Feld: wie viel des Netzeingangs eine Stelle der Schicht bestimmt</translation>
    </message>
    <message>
        <source>The same colours for all</source>
        <translation>Gleiche Farben für alle</translation>
    </message>
    <message>
        <source>The same in the scale of Quantus: better the lower</source>
        <translation>Dasselbe in der Skala von Quantus: je niedriger, desto besser</translation>
    </message>
    <message>
        <source>The same limits for rise and fall</source>
        <translation>Gleiche Grenzen für Anstieg und Abfall</translation>
    </message>
    <message>
        <source>The same map from networks with random weights</source>
        <translation>Dieselbe Karte von Netzen mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>The same map from networks with random weights: one that stays the same says nothing of what this network has learned.</source>
        <translation>Dieselbe Karte von Netzen mit zufälligen Gewichten: Eine, die gleich bleibt, sagt nichts über das, was dieses Netz gelernt hat.</translation>
    </message>
    <message>
        <source>The same on both sides of a split</source>
        <translation>Dasselbe auf beiden Seiten einer Aufteilung</translation>
    </message>
    <message>
        <source>The same seed divides the same photographs in the same way.</source>
        <translation>Derselbe Startwert teilt dieselben Aufnahmen auf dieselbe Weise auf.</translation>
    </message>
    <message>
        <source>The same seed gives the same network.</source>
        <translation>Derselbe Startwert ergibt dasselbe Netz.</translation>
    </message>
    <message>
        <source>The same seed gives the same noise.</source>
        <translation>Derselbe Startwert ergibt dasselbe Rauschen.</translation>
    </message>
    <message>
        <source>The same seed gives the same weights</source>
        <translation>Derselbe Startwert ergibt dieselben Gewichte</translation>
    </message>
    <message>
        <source>The same seed makes the same photographs, on every machine.</source>
        <translation>Derselbe Startwert ergibt dieselben Aufnahmen, auf jedem Rechner.</translation>
    </message>
    <message>
        <source>The same, with different labels</source>
        <translation>Dasselbe, mit verschiedenen Labels</translation>
    </message>
    <message>
        <source>The second class of the list</source>
        <translation>Die zweite Klasse der Liste</translation>
    </message>
    <message>
        <source>The seed of the random weights; it is written into what is exported</source>
        <translation>Der Startwert der zufälligen Gewichte; er wird in das Exportierte geschrieben</translation>
    </message>
    <message>
        <source>The seventh class of the list</source>
        <translation>Die siebte Klasse der Liste</translation>
    </message>
    <message>
        <source>The share of all lesions that the map reaches, and that chance would</source>
        <translation>Der Anteil aller Läsionen, den die Karte erreicht und den der Zufall erreichte</translation>
    </message>
    <message>
        <source>The share of the evidence on no lesion</source>
        <translation>Der Anteil der Evidenz auf keiner Läsion</translation>
    </message>
    <message>
        <source>The side of the square that the network reads.</source>
        <translation>Die Seite des Quadrats, das das Netz liest.</translation>
    </message>
    <message>
        <source>The sixth class of the list</source>
        <translation>Die sechste Klasse der Liste</translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is removed</source>
        <translation>Die Aufteilung „{name}“ ist entfernt</translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is replaced.</source>
        <translation>Die Aufteilung „{name}“ wird ersetzt.</translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is {words}</source>
        <translation>Die Aufteilung „{name}“ ist {words}</translation>
    </message>
    <message>
        <source>The split &apos;{wish_name}&apos; is kept with the project</source>
        <translation>Die Aufteilung „{wish_name}“ wird mit dem Projekt behalten</translation>
    </message>
    <message>
        <source>The square around the disc of light is found and kept.</source>
        <translation>Das Quadrat um die Lichtscheibe wird gefunden und behalten.</translation>
    </message>
    <message>
        <source>The square around the disc of light is kept: every camera&apos;s fundus gets the same size.</source>
        <translation>Das Quadrat um die Lichtscheibe bleibt: Der Fundus jeder Kamera bekommt dieselbe Größe.</translation>
    </message>
    <message>
        <source>The steps of a recipe that was saved in Data</source>
        <translation>Die Schritte eines Rezepts, das in Daten gespeichert wurde</translation>
    </message>
    <message>
        <source>The strongest patches are not known yet.</source>
        <translation>Die stärksten Ausschnitte sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>The strongest pattern of the layer, whatever the target: what the network notices, not what it concludes from.</source>
        <translation>Das stärkste Muster der Schicht, was auch das Ziel ist: was das Netz bemerkt, nicht, woraus es schließt.</translation>
    </message>
    <message>
        <source>The strongest photographs are not known yet.</source>
        <translation>Die stärksten Aufnahmen sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>The table has no row, or no label, for these.</source>
        <translation>Die Tabelle hat für diese keine Zeile oder kein Label.</translation>
    </message>
    <message>
        <source>The target is {short_number}</source>
        <translation>Das Ziel ist {short_number}</translation>
    </message>
    <message>
        <source>The tenth class of the list</source>
        <translation>Die zehnte Klasse der Liste</translation>
    </message>
    <message>
        <source>The third class of the list</source>
        <translation>Die dritte Klasse der Liste</translation>
    </message>
    <message>
        <source>The trained weights of each layer in random order</source>
        <translation>Die trainierten Gewichte jeder Schicht in zufälliger Reihenfolge</translation>
    </message>
    <message>
        <source>The training waits</source>
        <translation>Das Training wartet</translation>
    </message>
    <message>
        <source>The truth</source>
        <translation>Die Wahrheit</translation>
    </message>
    <message>
        <source>The upper end of the band, cell by cell</source>
        <translation>Das obere Ende des Bands, Zelle für Zelle</translation>
    </message>
    <message>
        <source>The view is on the clipboard</source>
        <translation>Die Ansicht ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>The view names a layer or class that its model does not have.</source>
        <translation>Die Ansicht nennt eine Schicht oder Klasse, die ihr Modell nicht hat.</translation>
    </message>
    <message>
        <source>The view was written in format {version}, this program knows {format_version}.</source>
        <translation>Die Ansicht wurde im Format {version} geschrieben, dieses Programm kennt {format_version}.</translation>
    </message>
    <message>
        <source>The views that you pinned, whatever is selected now</source>
        <translation>Die Ansichten, die Sie angeheftet haben, was auch immer jetzt gewählt ist</translation>
    </message>
    <message>
        <source>The weights fit each of these.</source>
        <translation>Die Gewichte passen zu jeder davon.</translation>
    </message>
    <message>
        <source>The weights of a convolution as pictures; grey is nought</source>
        <translation>Die Gewichte einer Faltung als Bilder; Grau ist null</translation>
    </message>
    <message>
        <source>The weights stay as they are, and so does this model file: a new one is written, whose card holds the temperature. Take photographs that the model was not trained on, and measure it on others again.</source>
        <translation>Die Gewichte bleiben, wie sie sind, und ebenso diese Modelldatei: Eine neue wird geschrieben, deren Steckbrief die Temperatur enthält. Nehmen Sie Aufnahmen, an denen das Modell nicht trainiert wurde, und messen Sie es an wieder anderen.</translation>
    </message>
    <message>
        <source>The whole photograph is stretched to the network&apos;s square: nothing is lost, a fundus becomes an ellipse.</source>
        <translation>Die ganze Aufnahme wird auf das Quadrat des Netzes gestreckt: Nichts geht verloren, ein Fundus wird zur Ellipse.</translation>
    </message>
    <message>
        <source>The whole photograph is stretched to {width} x {height} pixels ({interpolation}).</source>
        <translation>Die ganze Aufnahme wird auf {width} x {height} Pixel gestreckt ({interpolation}).</translation>
    </message>
    <message>
        <source>The window trains on this machine alone.</source>
        <translation>Das Fenster trainiert nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The {count:,} that are selected in Data</source>
        <translation>Die {count:,}, die in Daten ausgewählt sind</translation>
    </message>
    <message>
        <source>The {count:,} that the filter of the project leaves</source>
        <translation>Die {count:,}, die der Filter des Projekts übrig lässt</translation>
    </message>
    <message>
        <source>Their logits spread over the classes as far as those of this network</source>
        <translation>Ihre Logits streuen über die Klassen so weit wie die dieses Netzes</translation>
    </message>
    <message>
        <source>There are no classes.</source>
        <translation>Es gibt keine Klassen.</translation>
    </message>
    <message>
        <source>There are no photographs</source>
        <translation>Es gibt keine Aufnahmen</translation>
    </message>
    <message>
        <source>There are no photographs to take the mean of.</source>
        <translation>Es gibt keine Aufnahmen, über die gemittelt werden könnte.</translation>
    </message>
    <message>
        <source>There are no photographs {words}</source>
        <translation>Es gibt keine Aufnahmen {words}</translation>
    </message>
    <message>
        <source>There are no such photographs.</source>
        <translation>Solche Aufnahmen gibt es nicht.</translation>
    </message>
    <message>
        <source>There are {parts}.</source>
        <translation>Es gibt {parts}.</translation>
    </message>
    <message>
        <source>There is no architecture &apos;{given}&apos;.</source>
        <translation>Es gibt keine Architektur „{given}“.</translation>
    </message>
    <message>
        <source>There is no edit to erase</source>
        <translation>Es gibt keine Änderung zum Radieren</translation>
    </message>
    <message>
        <source>There is no file &apos;{text}&apos;.</source>
        <translation>Es gibt keine Datei „{text}“.</translation>
    </message>
    <message>
        <source>There is no file and no path on the clipboard</source>
        <translation>In der Zwischenablage ist weder eine Datei noch ein Pfad</translation>
    </message>
    <message>
        <source>There is no folder &apos;{source}&apos;.</source>
        <translation>Es gibt keinen Ordner „{source}“.</translation>
    </message>
    <message>
        <source>There is no map yet: open a photograph and a model first.</source>
        <translation>Es gibt noch keine Karte: Öffnen Sie zuerst eine Aufnahme und ein Modell.</translation>
    </message>
    <message>
        <source>There is no page &apos;{name}&apos; in the guide.</source>
        <translation>Es gibt im Handbuch keine Seite „{name}“.</translation>
    </message>
    <message>
        <source>There is no photograph in &apos;{folder_name}&apos;.</source>
        <translation>In „{folder_name}“ ist keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no photograph in &apos;{folder}&apos;.</source>
        <translation>In „{folder}“ ist keine Aufnahme.</translation>
    </message>
    <message>
        <source>There is no photograph to edit.</source>
        <translation>Es gibt keine Aufnahme zum Bearbeiten.</translation>
    </message>
    <message>
        <source>There is no photograph to sort by: choose one first.</source>
        <translation>Es gibt keine Aufnahme, nach der sortiert werden könnte: Wählen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>There is no program that opens the report.</source>
        <translation>Kein Programm öffnet den Bericht.</translation>
    </message>
    <message>
        <source>There is no room for more</source>
        <translation>Für mehr ist kein Platz</translation>
    </message>
    <message>
        <source>There is no tool in the hand.</source>
        <translation>Es ist kein Werkzeug in der Hand.</translation>
    </message>
    <message>
        <source>There is no what-if edit on this photograph.</source>
        <translation>An dieser Aufnahme gibt es keine Was-wäre-wenn-Änderung.</translation>
    </message>
    <message>
        <source>There is nothing after this selection.</source>
        <translation>Nach dieser Auswahl kommt nichts.</translation>
    </message>
    <message>
        <source>There is nothing before this selection.</source>
        <translation>Vor dieser Auswahl war nichts.</translation>
    </message>
    <message>
        <source>There is nothing to do again here.</source>
        <translation>Hier gibt es nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation>Es gibt noch nichts zu exportieren.</translation>
    </message>
    <message>
        <source>There is nothing to undo here.</source>
        <translation>Hier gibt es nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>These exemplars are of &apos;{made}&apos;</source>
        <translation>Diese Musterbilder sind von „{made}“</translation>
    </message>
    <message>
        <source>These settings as a file: for a server, or for later</source>
        <translation>Diese Einstellungen als Datei: für einen Server oder für später</translation>
    </message>
    <message>
        <source>They wait since training was paused</source>
        <translation>Sie warten, seit das Training angehalten wurde</translation>
    </message>
    <message>
        <source>This copy of the program has no samples.</source>
        <translation>Diese Kopie des Programms hat keine Beispiele.</translation>
    </message>
    <message>
        <source>This layer cannot resolve a microaneurysm</source>
        <translation>Diese Schicht kann kein Mikroaneurysma auflösen</translation>
    </message>
    <message>
        <source>This method has no parameters</source>
        <translation>Diese Methode hat keine Parameter</translation>
    </message>
    <message>
        <source>This network has no convolution whose weights could be shown as pictures.</source>
        <translation>Dieses Netz hat keine Faltung, deren Gewichte als Bilder gezeigt werden könnten.</translation>
    </message>
    <message>
        <source>This project can only be looked at.</source>
        <translation>Dieses Projekt kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>This project has no photographs yet</source>
        <translation>Dieses Projekt hat noch keine Aufnahmen</translation>
    </message>
    <message>
        <source>This step has no parameters.</source>
        <translation>Dieser Schritt hat keine Parameter.</translation>
    </message>
    <message>
        <source>This view as PNG…</source>
        <translation>Diese Ansicht als PNG…</translation>
    </message>
    <message>
        <source>This view is pinned already</source>
        <translation>Diese Ansicht ist schon angeheftet</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Three methods by three classes</source>
        <translation>Drei Methoden mal drei Klassen</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Tick methods, choose layers, and measure: does this model look at the lesions, and which map of it should you trust? Masks lie beside photographs as MA/IDRiD_01_MA.png, or are drawn in Review (Annotate).</source>
        <translation>Haken Sie Methoden an, wählen Sie Schichten, und messen Sie: Schaut dieses Modell auf die Läsionen, und welcher seiner Karten sollten Sie trauen? Masken liegen neben Aufnahmen als MA/IDRiD_01_MA.png oder werden in Sichtung (Annotieren) gezeichnet.</translation>
    </message>
    <message>
        <source>Tick two models or more.</source>
        <translation>Haken Sie zwei Modelle oder mehr an.</translation>
    </message>
    <message>
        <source>Tick two models or more; one is enough with another view of the photograph.</source>
        <translation>Haken Sie zwei Modelle oder mehr an; eines genügt mit einer weiteren Sicht auf die Aufnahme.</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Kacheln</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>Zu hell</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>Zu dunkel</translation>
    </message>
    <message>
        <source>Took network&apos;s</source>
        <translation>Vom Netz übernommen</translation>
    </message>
    <message>
        <source>Top and bottom change places.</source>
        <translation>Oben und unten tauschen die Plätze.</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Tr</source>
        <translation>Tr</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Train a network on photographs of your own: fill in a form and watch it learn.</source>
        <translation>Trainieren Sie ein Netz an eigenen Aufnahmen: Füllen Sie ein Formular aus, und sehen Sie ihm beim Lernen zu.</translation>
    </message>
    <message>
        <source>Train again…</source>
        <translation>Erneut trainieren…</translation>
    </message>
    <message>
        <source>Train and fine-tune networks, and watch them learn</source>
        <translation>Netze trainieren und nachtrainieren und ihnen beim Lernen zusehen</translation>
    </message>
    <message>
        <source>Train from</source>
        <translation>Trainieren ab</translation>
    </message>
    <message>
        <source>Train on it…</source>
        <translation>Daran trainieren…</translation>
    </message>
    <message>
        <source>Train with these settings, after those that wait</source>
        <translation>Mit diesen Einstellungen trainieren, nach den wartenden</translation>
    </message>
    <message>
        <source>Trained weights of torchvision&apos;s and timm&apos;s networks are recognised</source>
        <translation>Trainierte Gewichte der Netze von torchvision und timm werden erkannt</translation>
    </message>
    <message>
        <source>Trained, shuffled</source>
        <translation>Trainiert, gemischt</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Training {queued_name}</source>
        <translation>{queued_name} wird trainiert</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation>Lernraten werden ausprobiert</translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation>Turbo</translation>
    </message>
    <message>
        <source>Turn &amp;by half</source>
        <translation>Um 180° &amp;drehen</translation>
    </message>
    <message>
        <source>Turn the selected photographs, as those taken through a condensing lens must be; no file is touched</source>
        <translation>Die ausgewählten Aufnahmen drehen, wie es bei durch eine Sammellinse entstandenen sein muss; keine Datei wird angerührt</translation>
    </message>
    <message>
        <source>Two maps are needed to say how far they agree: show the grid (G)</source>
        <translation>Es braucht zwei Karten, um zu sagen, wie weit sie übereinstimmen: Zeigen Sie das Raster (G)</translation>
    </message>
    <message>
        <source>Two photographs are needed.</source>
        <translation>Es braucht zwei Aufnahmen.</translation>
    </message>
    <message>
        <source>Two readers have the same name: tell them apart.</source>
        <translation>Zwei Befunder haben denselben Namen: Unterscheiden Sie sie.</translation>
    </message>
    <message>
        <source>Two visits of one eye, registered and compared</source>
        <translation>Zwei Untersuchungen eines Auges, registriert und verglichen</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name</source>
        <translation>Geben Sie einen Teil eines Befehlsnamens ein</translation>
    </message>
    <message>
        <source>Type the lower limit</source>
        <translation>Die untere Grenze eingeben</translation>
    </message>
    <message>
        <source>Type the upper limit</source>
        <translation>Die obere Grenze eingeben</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {words}</source>
        <translation>Rückgängig gemacht: {words}</translation>
    </message>
    <message>
        <source>Unequal classes</source>
        <translation>Ungleiche Klassen</translation>
    </message>
    <message>
        <source>Untrained networks mostly speak much more quietly than trained ones</source>
        <translation>Untrainierte Netze sprechen meist viel leiser als trainierte</translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation>Ungewöhnliche Größe</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Up and Down walk through the network. Each layer says what part of the photograph one of its cells can see.</source>
        <translation>Auf und Ab gehen durch das Netz. Jede Schicht sagt, welchen Teil der Aufnahme eine ihrer Zellen sehen kann.</translation>
    </message>
    <message>
        <source>Up to nine maps of this photograph beside each other: of methods, layers, classes, models or pinned views</source>
        <translation>Bis zu neun Karten dieser Aufnahme nebeneinander: von Methoden, Schichten, Klassen, Modellen oder angehefteten Ansichten</translation>
    </message>
    <message>
        <source>Up to so far either way.</source>
        <translation>Bis so weit nach beiden Seiten.</translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation>Obere Grenze</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>Auf dem Kopf</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Brauchbar</translation>
    </message>
    <message>
        <source>Usable, with reservations</source>
        <translation>Brauchbar, mit Vorbehalten</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>Usual for torchvision and for everything fine-tuned from ImageNet weights.</source>
        <translation>Üblich für torchvision und für alles, was von ImageNet-Gewichten aus nachtrainiert ist.</translation>
    </message>
    <message>
        <source>Usual names</source>
        <translation>Übliche Namen</translation>
    </message>
    <message>
        <source>VGG16 on 512 x 512 pixels less their local mean, fine-tuned from its fifth block on.</source>
        <translation>VGG16 auf 512 x 512 Pixeln minus lokales Mittel, ab dem fünften Block nachtrainiert.</translation>
    </message>
    <message>
        <source>Val</source>
        <translation>Val</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Values below are not coloured</source>
        <translation>Werte darunter werden nicht gefärbt</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>Variation</translation>
    </message>
    <message>
        <source>Verdicts by method</source>
        <translation>Urteile nach Methode</translation>
    </message>
    <message>
        <source>Verdicts by method, with 95 % intervals</source>
        <translation>Urteile nach Methode, mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>Version {version}, Python {python_version}.

An ophthalmoscope for neural networks: see what a trained network says of a fundus photograph, and where it looks. Photographs never leave this machine.

Apache License 2.0. The licences of the libraries it is made with are in LICENSE, which comes with it.</source>
        <translation>Version {version}, Python {python_version}.

Ein Ophthalmoskop für neuronale Netze: Sehen Sie, was ein trainiertes Netz zu einer Fundusaufnahme sagt und wohin es schaut. Aufnahmen verlassen diesen Rechner nie.

Apache License 2.0. Die Lizenzen der verwendeten Bibliotheken stehen in LICENSE, die mitgeliefert wird.</translation>
    </message>
    <message>
        <source>Version, licences and what this program is not for</source>
        <translation>Version, Lizenzen und wofür dieses Programm nicht gedacht ist</translation>
    </message>
    <message>
        <source>Views of a die</source>
        <translation>Ansichten eines Würfels</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Untersuchungen</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>Vocabulary…</source>
        <translation>Vokabular…</translation>
    </message>
    <message>
        <source>Wait for the pictures, or make some.</source>
        <translation>Warten Sie auf die Bilder, oder erzeugen Sie welche.</translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation>Wartet, bis sie an der Reihe ist</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Washout</source>
        <translation>Auswaschphase</translation>
    </message>
    <message>
        <source>Watch a folder in which a server trains</source>
        <translation>Einen Ordner beobachten, in dem ein Server trainiert</translation>
    </message>
    <message>
        <source>Watch a folder of runs…</source>
        <translation>Ordner mit Läufen beobachten…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner beobachten…</translation>
    </message>
    <message>
        <source>Watch attention</source>
        <translation>Aufmerksamkeit beobachten</translation>
    </message>
    <message>
        <source>Weigh classes</source>
        <translation>Klassen gewichten</translation>
    </message>
    <message>
        <source>Weigh rare classes more, or show each as often in an epoch.</source>
        <translation>Seltene Klassen stärker gewichten oder jede in einer Epoche gleich oft zeigen.</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Gewichtsabnahme</translation>
    </message>
    <message>
        <source>Weight the loss of each class</source>
        <translation>Den Verlust jeder Klasse gewichten</translation>
    </message>
    <message>
        <source>Weighted kappa</source>
        <translation>Gewichtetes Kappa</translation>
    </message>
    <message>
        <source>Weighted mean</source>
        <translation>Gewichtetes Mittel</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Welcome to Funduscope</source>
        <translation>Willkommen bei Funduscope</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What a network is tested on, it has learned: figures of such a test are too good.</source>
        <translation>Woran ein Netz geprüft wird, das hat es gelernt: Kennzahlen eines solchen Tests sind zu gut.</translation>
    </message>
    <message>
        <source>What becomes of every photograph before the network sees it, in training and ever after.</source>
        <translation>Was mit jeder Aufnahme geschieht, bevor das Netz sie sieht, im Training und immer danach.</translation>
    </message>
    <message>
        <source>What could not be placed</source>
        <translation>Was nicht zugeordnet werden konnte</translation>
    </message>
    <message>
        <source>What drives the expected grade?</source>
        <translation>Was bestimmt den erwarteten Grad?</translation>
    </message>
    <message>
        <source>What each channel loses when a window hides that place: all of them from one sweep.</source>
        <translation>Was jeder Kanal verliert, wenn ein Fenster diese Stelle verdeckt: alle aus einem Durchlauf.</translation>
    </message>
    <message>
        <source>What each member of an ensemble looks at, their weighted mean, and where they disagree</source>
        <translation>Worauf jedes Mitglied eines Ensembles schaut, ihr gewichtetes Mittel, und wo sie uneins sind</translation>
    </message>
    <message>
        <source>What each pixel&apos;s colour would contribute if the network were linear here; colour equal to the normalisation&apos;s mean gets nothing.</source>
        <translation>Was die Farbe jedes Pixels beitrüge, wenn das Netz hier linear wäre; eine Farbe gleich dem Mittel der Normalisierung bekommt nichts.</translation>
    </message>
    <message>
        <source>What every channel of the layer gives on this photograph, strongest first</source>
        <translation>Was jeder Kanal der Schicht auf dieser Aufnahme ergibt, stärkste zuerst</translation>
    </message>
    <message>
        <source>What excites channel {channel} of {layer} ({aggregate_words})?</source>
        <translation>Was erregt Kanal {channel} von {layer} ({aggregate_words})?</translation>
    </message>
    <message>
        <source>What hiding changes, or by how much that depends on the fill.</source>
        <translation>Was das Verdecken ändert, oder wie sehr das von der Füllung abhängt.</translation>
    </message>
    <message>
        <source>What other sources and you have said stays. It can be undone until the project is closed.</source>
        <translation>Was andere Quellen und Sie gesagt haben, bleibt. Es lässt sich rückgängig machen, bis das Projekt geschlossen wird.</translation>
    </message>
    <message>
        <source>Without labels</source>
        <translation>Ohne Labels</translation>
    </message>
    <message>
        <source>activation {figure}</source>
        <translation>Aktivierung {figure}</translation>
    </message>
    <message>
        <source>all the same: {values}</source>
        <translation>alle gleich: {values}</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>{counts:,} photographs of &apos;{names}&apos; are called &apos;{names_2}&apos;: {by_row:.1%} of that label, {by_column:.1%} of that prediction. Click to see them.</source>
        <translation>{counts:,} Fotografien von „{names}“ werden „{names_2}“ genannt: {by_row:.1%} dieses Labels, {by_column:.1%} dieser Vorhersage. Klicken zeigt sie.</translation>
    </message>
    <message>
        <source>{low:.3f} to {high:.3f}</source>
        <translation>{low:.3f} bis {high:.3f}</translation>
    </message>
    <message numerus="yes">
        <source>{first} less {second}: {count} patients are too few to be sure of anything</source>
        <comment>number</comment>
        <translation>
            <numerusform>{first} minus {second}: {count} Patient ist zu wenig, um irgendetwas sicher zu sagen</numerusform>
            <numerusform>{first} minus {second}: {count} Patienten sind zu wenige, um irgendetwas sicher zu sagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Checks</source>
        <comment>panel</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>What if</source>
        <comment>panel</comment>
        <translation>Wenn …</translation>
    </message>
    <message>
        <source>What in the photograph excites one feature of the chosen layer</source>
        <translation>Was in der Aufnahme ein Merkmal der gewählten Schicht erregt</translation>
    </message>
    <message>
        <source>What is brighter (orange) and darker (blue), amplified; of the map: more and less</source>
        <translation>Was heller (orange) und dunkler (blau) ist, verstärkt; bei der Karte: mehr und weniger</translation>
    </message>
    <message>
        <source>What is changed: Fourier coefficients give fewer speckles than pixels</source>
        <translation>Was geändert wird: Fourierkoeffizienten ergeben weniger Sprenkel als Pixel</translation>
    </message>
    <message>
        <source>What is done to the region</source>
        <translation>Was mit der Region geschieht</translation>
    </message>
    <message>
        <source>What is done, step by step. A recipe that was saved in Data takes the place of the usual ones.</source>
        <translation>Was geschieht, Schritt für Schritt. Ein in Daten gespeichertes Rezept tritt an die Stelle der üblichen.</translation>
    </message>
    <message>
        <source>What is drawn in Review (Annotate) and kept in the project</source>
        <translation>Was in Sichtung (Annotieren) gezeichnet und im Projekt verwahrt ist</translation>
    </message>
    <message>
        <source>What is drawn, in which order, in which arm: the same seed gives the same study</source>
        <translation>Was gezogen wird, in welcher Reihenfolge, in welchem Arm: Derselbe Startwert ergibt dieselbe Studie</translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation>Was erklärt wird</translation>
    </message>
    <message>
        <source>What is minimised. The last two know that grades have an order.</source>
        <translation>Was minimiert wird. Die beiden letzten wissen, dass Grade eine Ordnung haben.</translation>
    </message>
    <message>
        <source>What is not trained: nothing, or all but the head.</source>
        <translation>Was nicht trainiert wird: nichts oder alles außer dem Kopf.</translation>
    </message>
    <message>
        <source>What is read</source>
        <translation>Was befundet wird</translation>
    </message>
    <message>
        <source>What is shown of kernels that read many channels</source>
        <translation>Was von Kernen gezeigt wird, die viele Kanäle lesen</translation>
    </message>
    <message>
        <source>What is shown of the run</source>
        <translation>Was vom Lauf gezeigt wird</translation>
    </message>
    <message>
        <source>What is shown of the study</source>
        <translation>Was von der Studie gezeigt wird</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>Was sie sieht</translation>
    </message>
    <message>
        <source>What labels mean</source>
        <translation>Was Labels bedeuten</translation>
    </message>
    <message>
        <source>What labels mean cannot be remembered: {strerror}.</source>
        <translation>Was Labels bedeuten, kann nicht gemerkt werden: {strerror}.</translation>
    </message>
    <message>
        <source>What networks with random weights reach on this photograph: evidence within may be hidden or hatched in the overlay.</source>
        <translation>Was Netze mit zufälligen Gewichten auf dieser Aufnahme erreichen: Evidenz darin kann in der Überlagerung ausgeblendet oder schraffiert werden.</translation>
    </message>
    <message>
        <source>What new marks are called; digits choose it while a tool to mark is in hand</source>
        <translation>Wie neue Markierungen heißen; Ziffern wählen es, solange ein Werkzeug zum Markieren gewählt ist</translation>
    </message>
    <message>
        <source>What of a patch excites the unit that sees it, each on its own scale</source>
        <translation>Was an einem Ausschnitt die Einheit erregt, die ihn sieht, jeweils in eigener Skala</translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation>Was zuletzt getan wurde</translation>
    </message>
    <message>
        <source>Which columns of &apos;{name}&apos; are meant?</source>
        <translation>Welche Spalten von „{name}“ sind gemeint?</translation>
    </message>
    <message>
        <source>Write every figure with its interval, the matrix and the curves as PDF or HTML</source>
        <translation>Jede Kennzahl mit ihrem Intervall, die Matrix und die Kurven als PDF oder HTML schreiben</translation>
    </message>
    <message>
        <source>Your grade, before you see what the network says</source>
        <translation>Ihr Grad, bevor Sie sehen, was das Netz sagt</translation>
    </message>
    <message>
        <source>Your grade, now that you see what the network says</source>
        <translation>Ihr Grad, jetzt, da Sie sehen, was das Netz sagt</translation>
    </message>
    <message>
        <source>Your grade, {arm_titles}</source>
        <translation>Ihr Grad, {arm_titles}</translation>
    </message>
    <message>
        <source>hold H to hide the map</source>
        <translation>H halten, um die Karte zu verbergen</translation>
    </message>
    <message>
        <source>input </source>
        <translation>Eingang </translation>
    </message>
    <message>
        <source>none: only times and agreement</source>
        <translation>keine: nur Zeiten und Übereinstimmung</translation>
    </message>
    <message>
        <source>of &apos;{class_names}&apos;</source>
        <translation>von „{class_names}“</translation>
    </message>
    <message>
        <source>the labels “{name}”</source>
        <translation>die Labels „{name}“</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>wie beim Modell</translation>
    </message>
    <message>
        <source>what lies beside the photographs</source>
        <translation>was neben den Aufnahmen liegt</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>{count:,} photographs lie scattered now and are not selected</source>
        <translation>{count:,} Aufnahmen liegen jetzt verstreut und sind nicht ausgewählt</translation>
    </message>
    <message>
        <source>{count:,} photographs with label and prediction{more}</source>
        <translation>{count:,} Aufnahmen mit Label und Vorhersage{more}</translation>
    </message>
    <message>
        <source>{count:,} selected</source>
        <translation>{count:,} ausgewählt</translation>
    </message>
    <message>
        <source>{language}, in part</source>
        <translation>{language}, teilweise</translation>
    </message>
    <message>
        <source>{message} Say which class each label means.</source>
        <translation>{message} Geben Sie an, welche Klasse jedes Label bedeutet.</translation>
    </message>
    <message>
        <source>{most_cells} views are pinned: remove one first</source>
        <translation>{most_cells} Ansichten sind angeheftet: Entfernen Sie zuerst eine</translation>
    </message>
    <message>
        <source>{reader}   ·   {number} of {total}</source>
        <translation>{reader}   ·   {number} von {total}</translation>
    </message>
    <message>
        <source>{reader} has annotated every photograph of this list</source>
        <translation>{reader} hat jede Aufnahme dieser Liste annotiert</translation>
    </message>
    <message numerus="yes">
        <source>; {count} with a scale of their own</source>
        <comment>number</comment>
        <translation>
            <numerusform>; {count} mit eigener Skala</numerusform>
            <numerusform>; {count} mit eigenen Skalen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported {name}: {count} pages</source>
        <comment>number</comment>
        <translation>
            <numerusform>{name} exportiert: {count} Seite</numerusform>
            <numerusform>{name} exportiert: {count} Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look through these {count} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>Diese Aufnahme durchgehen</numerusform>
            <numerusform>Diese {count} Aufnahmen durchgehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count:,} Aufnahme</numerusform>
            <numerusform>{count:,} Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} photographs have a label of &apos;{name}&apos;, from &apos;{source}&apos;</source>
        <comment>number</comment>
        <translation>
            <numerusform>Eine Aufnahme hat ein Label von „{name}“, aus „{source}“</numerusform>
            <numerusform>{count:,} Aufnahmen haben ein Label von „{name}“, aus „{source}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} kernels of {size}, inputs: {inputs}{ending}; beside each number its norm.{mixing}</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Kern von {size}, Eingänge: {inputs}{ending}; neben der Nummer die Norm.{mixing}</numerusform>
            <numerusform>{count} Kerne von {size}, Eingänge: {inputs}{ending}; neben jeder Nummer die Norm.{mixing}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} maps of {size}, {active} active here, each from nought to the figure beside its number.</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Karte von {size}, {active} hier aktiv, von null bis zur Zahl neben ihrer Nummer.</numerusform>
            <numerusform>{count} Karten von {size}, {active} hier aktiv, jede von null bis zur Zahl neben ihrer Nummer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} patients</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Patient</numerusform>
            <numerusform>{count} Patienten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Aufnahme</numerusform>
            <numerusform>{count} Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} regions</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Region</numerusform>
            <numerusform>{count} Regionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} sizes</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} Größe</numerusform>
            <numerusform>{count} Größen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tables near &apos;{name}&apos; name photographs in it. Which labels are to be taken?</source>
        <comment>number</comment>
        <translation>
            <numerusform>Eine Tabelle bei „{name}“ nennt Aufnahmen darin. Deren Labels übernehmen?</numerusform>
            <numerusform>{count} Tabellen bei „{name}“ nennen Aufnahmen darin. Welche Labels sollen übernommen werden?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: {count} eyes of {patients}{empty}</source>
        <comment>number</comment>
        <translation>
            <numerusform>{name}: {count} Auge von {patients}{empty}</numerusform>
            <numerusform>{name}: {count} Augen von {patients}{empty}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}? {overlap:.0f} % overlap, {chance:.0f} % by chance, {count} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{name}? {overlap:.0f} % Überlappung, {chance:.0f} % durch Zufall, {count} Aufnahme</numerusform>
            <numerusform>{name}? {overlap:.0f} % Überlappung, {chance:.0f} % durch Zufall, {count} Aufnahmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of {count:,} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{shown:,} von {count:,} Aufnahme</numerusform>
            <numerusform>{shown:,} von {count:,} Aufnahmen</numerusform>
        </translation>
    </message>
    <message>
        <source>To</source>
        <comment>end of a range</comment>
        <translation>Bis</translation>
    </message>
    <message>
        <source>left</source>
        <comment>eye</comment>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <comment>eye</comment>
        <translation>rechts</translation>
    </message>
    <message>
        <source>What random networks reach at this very place of the photograph</source>
        <translation>Was zufällige Netze an genau dieser Stelle der Aufnahme erreichen</translation>
    </message>
    <message>
        <source>% of the label</source>
        <translation>% des Labels</translation>
    </message>
    <message>
        <source>% of the prediction</source>
        <translation>% der Vorhersage</translation>
    </message>
    <message>
        <source>95 % interval in brackets. Click to see the photographs, wrong answers first.</source>
        <translation>95-%-Intervall in Klammern. Klicken zeigt die Fotografien, falsche Antworten zuerst.</translation>
    </message>
    <message>
        <source>95 % interval {limits}</source>
        <translation>95-%-Intervall {limits}</translation>
    </message>
    <message>
        <source>Cannot resolve a microaneurysm</source>
        <translation>Kann kein Mikroaneurysma auflösen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Make a project of these</source>
        <translation>Daraus ein Projekt anlegen</translation>
    </message>
    <message>
        <source>Rows: label. Columns: prediction.</source>
        <translation>Zeilen: Label. Spalten: Vorhersage.</translation>
    </message>
    <message>
        <source>Sensitivity (recall): of the photographs of this class the share that is called so</source>
        <translation>Sensitivität: von den Fotografien dieser Klasse der Anteil, der so genannt wird</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>The harmonic mean of sensitivity and positive predictive value</source>
        <translation>Das harmonische Mittel von Sensitivität und positivem Vorhersagewert</translation>
    </message>
    <message>
        <source>What speaks against believing these figures</source>
        <translation>Was dagegen spricht, diesen Kennzahlen zu glauben</translation>
    </message>
    <message>
        <source>What stands beside</source>
        <translation>Was danebensteht</translation>
    </message>
    <message>
        <source>What stands beside: this architecture with random weights, or another model</source>
        <translation>Was danebensteht: diese Architektur mit zufälligen Gewichten oder ein anderes Modell</translation>
    </message>
    <message>
        <source>What stands for a photograph without anything to see.</source>
        <translation>Was für eine Aufnahme steht, auf der nichts zu sehen ist.</translation>
    </message>
    <message>
        <source>What takes the place of the hidden part.</source>
        <translation>Was an die Stelle des Verdeckten tritt.</translation>
    </message>
    <message>
        <source>What the brightest colour stands for</source>
        <translation>Wofür die hellste Farbe steht</translation>
    </message>
    <message>
        <source>What the la&amp;yer sees at the pointer</source>
        <translation>Was die S&amp;chicht am Zeiger sieht</translation>
    </message>
    <message>
        <source>What the network is asked</source>
        <translation>Wonach das Netz gefragt wird</translation>
    </message>
    <message>
        <source>What the network is computed on</source>
        <translation>Worauf das Netz gerechnet wird</translation>
    </message>
    <message>
        <source>What the network says</source>
        <translation>Was das Netz sagt</translation>
    </message>
    <message>
        <source>What the shares of the matrix are of</source>
        <translation>Worauf sich die Anteile der Matrix beziehen</translation>
    </message>
    <message>
        <source>What the strongest unit of each channel sees, and which pixels of it would change it most.</source>
        <translation>Was die stärkste Einheit jedes Kanals sieht, und welche Pixel davon sie am meisten ändern würden.</translation>
    </message>
    <message>
        <source>What the target loses when a window hides that place, below zero where it gains; it measures the hiding too, so compare fills.</source>
        <translation>Was das Ziel verliert, wenn ein Fenster diese Stelle verdeckt, unter null, wo es gewinnt; gemessen wird auch das Verdecken selbst, vergleichen Sie also Füllungen.</translation>
    </message>
    <message>
        <source>What the work reported</source>
        <translation>Was die Arbeit berichtete</translation>
    </message>
    <message>
        <source>What this &amp;map means</source>
        <translation>Was diese &amp;Karte bedeutet</translation>
    </message>
    <message>
        <source>What varies from left to right</source>
        <translation>Was von links nach rechts variiert</translation>
    </message>
    <message>
        <source>What varies from top to bottom</source>
        <translation>Was von oben nach unten variiert</translation>
    </message>
    <message>
        <source>What was looked at is kept when you stop.</source>
        <translation>Das bereits Durchgegangene bleibt beim Anhalten erhalten.</translation>
    </message>
    <message>
        <source>What would excite these channels most?</source>
        <translation>Was würde diese Kanäle am stärksten erregen?</translation>
    </message>
    <message>
        <source>What {card_name} has learned</source>
        <translation>Was {card_name} gelernt hat</translation>
    </message>
    <message>
        <source>What-if: edited photograph · hold H for the original</source>
        <translation>Was wäre wenn: bearbeitete Aufnahme · H halten für das Original</translation>
    </message>
    <message>
        <source>What-if: edited photograph, map of the original · hold H for the original</source>
        <translation>Was wäre wenn: bearbeitete Aufnahme, Karte des Originals · H halten für das Original</translation>
    </message>
    <message>
        <source>What-if: the difference, x{gain:.1f} · brighter is orange, darker is blue</source>
        <translation>Was wäre wenn: die Differenz, x{gain:.1f} · heller ist orange, dunkler ist blau</translation>
    </message>
    <message>
        <source>What-if: what the edits change in the map</source>
        <translation>Was wäre wenn: was die Änderungen an der Karte ändern</translation>
    </message>
    <message>
        <source>Where channels that speak for the target are active: coarse, shows support only, and at early layers little of what decides.</source>
        <translation>Wo Kanäle aktiv sind, die für das Ziel sprechen: grob, zeigt nur Unterstützung, und in frühen Schichten wenig von dem, was entscheidet.</translation>
    </message>
    <message>
        <source>Where is the model?</source>
        <translation>Wo ist das Modell?</translation>
    </message>
    <message>
        <source>Where is the photograph?</source>
        <translation>Wo ist die Aufnahme?</translation>
    </message>
    <message>
        <source>Where it is not labels.csv in the folder.</source>
        <translation>Wo es nicht labels.csv im Ordner ist.</translation>
    </message>
    <message>
        <source>Where random weights come from</source>
        <translation>Woher zufällige Gewichte kommen</translation>
    </message>
    <message>
        <source>Where the ascent begins: the mean is that of the photographs, patches are there after these were looked through</source>
        <translation>Wo der Aufstieg beginnt: Das Mittel ist das der Aufnahmen, Ausschnitte gibt es, nachdem diese durchgegangen wurden</translation>
    </message>
    <message>
        <source>Where the copy goes</source>
        <translation>Wohin die Kopie kommt</translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation>Wohin das Netz schaut</translation>
    </message>
    <message>
        <source>Where the network looks will be drawn here before the first epoch and after each.</source>
        <translation>Wohin das Netz schaut, wird hier vor der ersten Epoche und nach jeder gezeichnet.</translation>
    </message>
    <message>
        <source>Where the photographs are now</source>
        <translation>Wo die Aufnahmen jetzt sind</translation>
    </message>
    <message>
        <source>Where the photographs go</source>
        <translation>Wohin die Aufnahmen kommen</translation>
    </message>
    <message>
        <source>Where the table calls it otherwise than usual.</source>
        <translation>Wo die Tabelle es anders nennt als üblich.</translation>
    </message>
    <message>
        <source>Where the weights come from, what they were trained on</source>
        <translation>Woher die Gewichte kommen, woran sie trainiert wurden</translation>
    </message>
    <message>
        <source>Where they are kept; empty: the user&apos;s own.</source>
        <translation>Wo sie aufbewahrt werden; leer: am eigenen Ort des Benutzers.</translation>
    </message>
    <message>
        <source>Where they disagree: click to see a photograph by all of them</source>
        <translation>Wo sie uneins sind: Klicken Sie, um eine Aufnahme von allen zu sehen</translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation>Ob alles gesichert ist</translation>
    </message>
    <message>
        <source>Whether maps point at the lesions, and which method and layer to trust</source>
        <translation>Ob Karten auf die Läsionen zeigen, und welcher Methode und Schicht zu trauen ist</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Which classes are called positive: this one and all above it</source>
        <translation>Welche Klassen positiv heißen: diese und alle darüber</translation>
    </message>
    <message>
        <source>Which input channel of the kernels is shown</source>
        <translation>Welcher Eingangskanal der Kerne gezeigt wird</translation>
    </message>
    <message>
        <source>Which kernels come first</source>
        <translation>Welche Kerne zuerst kommen</translation>
    </message>
    <message>
        <source>Which labels of the project are learned, where it has several kinds.</source>
        <translation>Welche Labels des Projekts gelernt werden, wo es mehrere Arten hat.</translation>
    </message>
    <message>
        <source>Which network?</source>
        <translation>Welches Netz?</translation>
    </message>
    <message>
        <source>Which photographs excite each channel most?</source>
        <translation>Welche Aufnahmen erregen jeden Kanal am stärksten?</translation>
    </message>
    <message>
        <source>Which pixels would change the target most if they changed a little; not whether they speak for or against it, nor what it would be without them.</source>
        <translation>Welche Pixel das Ziel am meisten ändern würden, wenn sie sich ein wenig änderten; nicht, ob sie dafür oder dagegen sprechen, noch, was es ohne sie wäre.</translation>
    </message>
    <message>
        <source>Which places of the layer the target rests on, each by what it does itself: faithful at the last convolution before one dense layer, noisier than Grad-CAM elsewhere.</source>
        <translation>Auf welchen Stellen der Schicht das Ziel ruht, jede nach dem, was sie selbst bewirkt: treu in der letzten Faltung vor einer einzigen vollverbundenen Schicht, sonst verrauschter als Grad-CAM.</translation>
    </message>
    <message>
        <source>Which structure of the photograph excites the unit, handed back through its filters; for a class mostly edges.</source>
        <translation>Welche Struktur der Aufnahme die Einheit erregt, durch ihre Filter zurückgereicht; bei einer Klasse meist Kanten.</translation>
    </message>
    <message>
        <source>Whichever class is predicted</source>
        <translation>Die jeweils vorhergesagte Klasse</translation>
    </message>
    <message>
        <source>Who annotates</source>
        <translation>Wer annotiert</translation>
    </message>
    <message>
        <source>Who annotates: each reader has annotations of their own.{others}</source>
        <translation>Wer annotiert: Jeder Befunder hat eigene Annotationen.{others}</translation>
    </message>
    <message>
        <source>Who reads, and how</source>
        <translation>Wer befundet, und wie</translation>
    </message>
    <message>
        <source>Whole numbers are wanted, separated by commas.</source>
        <translation>Erwartet werden ganze Zahlen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Whole photograph</source>
        <translation>Ganze Aufnahme</translation>
    </message>
    <message>
        <source>Whose classes are the truth</source>
        <translation>Wessen Klassen die Wahrheit sind</translation>
    </message>
    <message>
        <source>Whose names these are; other readers&apos; names are kept beside them</source>
        <translation>Wessen Namen dies sind; die Namen anderer Befunder werden daneben verwahrt</translation>
    </message>
    <message>
        <source>Whose predictions are shown</source>
        <translation>Wessen Vorhersagen gezeigt werden</translation>
    </message>
    <message>
        <source>Why above {names}, or not?</source>
        <translation>Warum über {names}, oder warum nicht?</translation>
    </message>
    <message>
        <source>Why is {names} as probable as it is?</source>
        <translation>Warum ist {names} so wahrscheinlich, wie es ist?</translation>
    </message>
    <message>
        <source>Why one and not another?</source>
        <translation>Warum das eine und nicht das andere?</translation>
    </message>
    <message>
        <source>Why referable ({names} or above), or not?</source>
        <translation>Warum überweisungsbedürftig ({names} oder höher), oder warum nicht?</translation>
    </message>
    <message>
        <source>Why this and &amp;not the next?</source>
        <translation>Warum diese und &amp;nicht die nächste?</translation>
    </message>
    <message>
        <source>Why {names}</source>
        <translation>Warum {names}</translation>
    </message>
    <message>
        <source>Why {names} and not {names_2}?</source>
        <translation>Warum {names} und nicht {names_2}?</translation>
    </message>
    <message>
        <source>Why {names}?</source>
        <translation>Warum {names}?</translation>
    </message>
    <message>
        <source>Why {names}? (predicted)</source>
        <translation>Warum {names}? (vorhergesagt)</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation>Breite des Pinsels</translation>
    </message>
    <message>
        <source>Widths of layers before the last one, as &apos;256&apos; or &apos;512, 512&apos;; empty: none.</source>
        <translation>Breiten der Schichten vor der letzten, als „256“ oder „512, 512“; leer: keine.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>With patients, dates, notes and the columns of tables</source>
        <translation>Mit Patienten, Datum, Anmerkungen und den Spalten der Tabellen</translation>
    </message>
    <message>
        <source>With the attribution that the photographs ask for: it goes to the model&apos;s card.</source>
        <translation>Mit der Quellenangabe, die die Aufnahmen verlangen: Sie kommt in den Steckbrief des Modells.</translation>
    </message>
    <message>
        <source>Within an epoch; after each there is one anyway.</source>
        <translation>Innerhalb einer Epoche; nach jeder gibt es ohnehin einen.</translation>
    </message>
    <message>
        <source>Within it</source>
        <translation>Darin</translation>
    </message>
    <message>
        <source>Without signs: {absolute} and {absolute_2}</source>
        <translation>Ohne Vorzeichen: {absolute} und {absolute_2}</translation>
    </message>
    <message>
        <source>Workspace {action}</source>
        <translation>Arbeitsbereich {action}</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>Arbeitsbereiche</translation>
    </message>
    <message>
        <source>Write a mask for each photograph and lesion, against which explanations can be held</source>
        <translation>Für jede Aufnahme und Läsion eine Maske schreiben, gegen die Erklärungen gehalten werden können</translation>
    </message>
    <message>
        <source>Write all marks as COCO JSON, which tools for object detection read</source>
        <translation>Alle Markierungen als COCO-JSON schreiben, das Werkzeuge zur Objekterkennung lesen</translation>
    </message>
    <message>
        <source>Write answers and figures as tables</source>
        <translation>Antworten und Kennzahlen als Tabellen schreiben</translation>
    </message>
    <message>
        <source>Write curves, figures and settings of the run that is chosen as PDF or HTML</source>
        <translation>Kurven, Kennzahlen und Einstellungen des gewählten Laufs als PDF oder HTML schreiben</translation>
    </message>
    <message>
        <source>Write everything as HTML or PDF</source>
        <translation>Alles als HTML oder PDF schreiben</translation>
    </message>
    <message>
        <source>Write grades, quality and marks of all photographs as CSV; without patients unless asked</source>
        <translation>Grade, Qualität und Markierungen aller Aufnahmen als CSV schreiben; ohne Patienten, wenn nicht verlangt</translation>
    </message>
    <message>
        <source>Write n&amp;otes</source>
        <translation>Anmer&amp;kungen schreiben</translation>
    </message>
    <message>
        <source>Write photograph, overlay, probabilities and what they mean as PDF or HTML</source>
        <translation>Aufnahme, Überlagerung, Wahrscheinlichkeiten und ihre Bedeutung als PDF oder HTML schreiben</translation>
    </message>
    <message>
        <source>Write the means and the difference as a NumPy archive, with a table of counts</source>
        <translation>Die Mittel und die Differenz als NumPy-Archiv schreiben, mit einer Tabelle der Anzahlen</translation>
    </message>
    <message>
        <source>Write the names of the files as well; they may tell whose eyes they are</source>
        <translation>Auch die Namen der Dateien schreiben; sie können verraten, wessen Augen es sind</translation>
    </message>
    <message>
        <source>Write the photographs that are shown, with labels, predictions and splits; without patients unless asked</source>
        <translation>Die gezeigten Aufnahmen schreiben, mit Labels, Vorhersagen und Aufteilungen; ohne Patienten, wenn nicht verlangt</translation>
    </message>
    <message>
        <source>Write the table for a paper</source>
        <translation>Die Tabelle für eine Veröffentlichung schreiben</translation>
    </message>
    <message>
        <source>Write the table for a spreadsheet</source>
        <translation>Die Tabelle für eine Tabellenkalkulation schreiben</translation>
    </message>
    <message>
        <source>Writing cohort maps</source>
        <translation>Kohortenkarten werden geschrieben</translation>
    </message>
    <message>
        <source>Writing tables</source>
        <translation>Tabellen werden geschrieben</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>Writing the {what}</source>
        <translation>{what} wird geschrieben</translation>
    </message>
    <message>
        <source>Writing {path_name}</source>
        <translation>{path_name} wird geschrieben</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>Geschrieben als</translation>
    </message>
    <message>
        <source>Wrote {parts} into &apos;{folder_name}&apos;</source>
        <translation>{parts} in „{folder_name}“ geschrieben</translation>
    </message>
    <message>
        <source>Wrote {path_name}</source>
        <translation>{path_name} geschrieben</translation>
    </message>
    <message>
        <source>Wrote {path_name}; it is opened</source>
        <translation>{path_name} geschrieben; wird geöffnet</translation>
    </message>
    <message>
        <source>Wrote {written_name}</source>
        <translation>{written_name} geschrieben</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>a channel of the layer</source>
        <translation>ein Kanal der Schicht</translation>
    </message>
    <message>
        <source>a class that is not there</source>
        <translation>eine Klasse, die es nicht gibt</translation>
    </message>
    <message>
        <source>a colour table has the shape (256, 3), not {shape}</source>
        <translation>eine Farbtafel hat die Form (256, 3), nicht {shape}</translation>
    </message>
    <message>
        <source>a film</source>
        <translation>ein Film</translation>
    </message>
    <message>
        <source>a picture that moves</source>
        <translation>ein bewegtes Bild</translation>
    </message>
    <message>
        <source>about {small_minutes} min</source>
        <translation>etwa {small_minutes} min</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all (Fleiss)</source>
        <translation>alle (Fleiss)</translation>
    </message>
    <message>
        <source>all maps</source>
        <translation>alle Karten</translation>
    </message>
    <message>
        <source>all random
seed {seed}</source>
        <translation>ganz zufällig
Startwert {seed}</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>alle zusammen</translation>
    </message>
    <message>
        <source>all trained</source>
        <translation>alle trainiert</translation>
    </message>
    <message>
        <source>all with a label</source>
        <translation>alle mit Label</translation>
    </message>
    <message>
        <source>all with masks or marks</source>
        <translation>alle mit Masken oder Markierungen</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>allein</translation>
    </message>
    <message>
        <source>and at the
other end</source>
        <translation>und am
anderen Ende</translation>
    </message>
    <message>
        <source>and not {names}?</source>
        <translation>und nicht {names}?</translation>
    </message>
    <message>
        <source>annotated</source>
        <translation>annotiert</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>Annotation</translation>
    </message>
    <message>
        <source>another file…</source>
        <translation>andere Datei…</translation>
    </message>
    <message>
        <source>answers: {parts}</source>
        <translation>Antworten: {parts}</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>as last time</source>
        <translation>wie beim letzten Mal</translation>
    </message>
    <message>
        <source>as many as the largest class has</source>
        <translation>so viele, wie die größte Klasse hat</translation>
    </message>
    <message>
        <source>as many of each grade</source>
        <translation>so viele von jedem Grad</translation>
    </message>
    <message>
        <source>at</source>
        <translation>in</translation>
    </message>
    <message>
        <source>at most {short_number} here</source>
        <translation>hier höchstens {short_number}</translation>
    </message>
    <message>
        <source>at the input</source>
        <translation>am Eingang</translation>
    </message>
    <message>
        <source>audit: {titles}</source>
        <translation>Prüfung: {titles}</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>background-vessels</source>
        <translation>Hintergrund-Gefäße</translation>
    </message>
    <message>
        <source>before aid</source>
        <translation>vor der Hilfe</translation>
    </message>
    <message>
        <source>before the first</source>
        <translation>vor der ersten</translation>
    </message>
    <message>
        <source>before the first </source>
        <translation>vor der ersten </translation>
    </message>
    <message>
        <source>begun</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>behind &apos;{figure}&apos;</source>
        <translation>hinter „{figure}“</translation>
    </message>
    <message>
        <source>behind &apos;{figure}&apos; of &apos;{class_name}&apos;</source>
        <translation>hinter „{figure}“ von „{class_name}“</translation>
    </message>
    <message>
        <source>beside your settings</source>
        <translation>neben Ihren Einstellungen</translation>
    </message>
    <message>
        <source>bf16 is faster on new cards and processors; fp16 on older cards.</source>
        <translation>bf16 ist auf neuen Karten und Prozessoren schneller; fp16 auf älteren Karten.</translation>
    </message>
    <message>
        <source>bf16, mixed</source>
        <translation>bf16, gemischt</translation>
    </message>
    <message>
        <source>black</source>
        <translation>schwarz</translation>
    </message>
    <message>
        <source>blot haemorrhage</source>
        <translation>fleckförmige Blutung</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>weichgezeichnet</translation>
    </message>
    <message>
        <source>box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>brush stroke</source>
        <translation>Pinselstrich</translation>
    </message>
    <message>
        <source>by activation here</source>
        <translation>nach Aktivierung hier</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>by norm</source>
        <translation>nach Norm</translation>
    </message>
    <message>
        <source>by number</source>
        <translation>nach Nummer</translation>
    </message>
    <message>
        <source>by the disc found</source>
        <translation>nach der gefundenen Papille</translation>
    </message>
    <message>
        <source>by the file</source>
        <translation>nach der Datei</translation>
    </message>
    <message>
        <source>by the marked disc</source>
        <translation>nach der markierten Papille</translation>
    </message>
    <message>
        <source>by the second only</source>
        <translation>nur vom zweiten</translation>
    </message>
    <message>
        <source>by the usual disc</source>
        <translation>nach der üblichen Papille</translation>
    </message>
    <message>
        <source>call {call}</source>
        <translation>Aufruf {call}</translation>
    </message>
    <message>
        <source>called &apos;{class_names}&apos;</source>
        <translation>als „{class_names}“ bezeichnet</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>ist nicht zu sagen</translation>
    </message>
    <message>
        <source>car, grass, both=car+grass, none</source>
        <translation>auto, gras, beides=auto+gras, keines</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>ganz sicher</translation>
    </message>
    <message>
        <source>channel </source>
        <translation>Kanal </translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>channels of &apos;{layer}&apos;</source>
        <translation>Kanäle von „{layer}“</translation>
    </message>
    <message>
        <source>choose a class…</source>
        <translation>Klasse wählen…</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>class {index}</source>
        <translation>Klasse {index}</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>classes {classes}</source>
        <translation>Klassen {classes}</translation>
    </message>
    <message>
        <source>common scale</source>
        <translation>gemeinsame Skala</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>cotton-wool spot</source>
        <translation>Cotton-Wool-Herd</translation>
    </message>
    <message>
        <source>dead: no weight</source>
        <translation>tot: kein Gewicht</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>dot haemorrhage</source>
        <translation>punktförmige Blutung</translation>
    </message>
    <message>
        <source>down to
{layers}</source>
        <translation>hinab bis
{layers}</translation>
    </message>
    <message>
        <source>drawn at random</source>
        <translation>zufällig gezogen</translation>
    </message>
    <message>
        <source>drusen</source>
        <translation>Drusen</translation>
    </message>
    <message>
        <source>effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>Epoche {epoch}</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation>Epoche {epoch} von {epochs}</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>every photograph in every arm, {pause}</source>
        <translation>jede Aufnahme in jedem Arm, {pause}</translation>
    </message>
    <message>
        <source>every photograph in one arm</source>
        <translation>jede Aufnahme in einem Arm</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>excluded</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>explained</source>
        <translation>erklärt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>fill-spread</source>
        <translation>Streuung der Füllungen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>flame haemorrhage</source>
        <translation>flammenförmige Blutung</translation>
    </message>
    <message>
        <source>flips: {why}</source>
        <translation>schlägt um: {why}</translation>
    </message>
    <message>
        <source>fold {fold}</source>
        <translation>Fold {fold}</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>for</source>
        <translation>für</translation>
    </message>
    <message>
        <source>fp16, mixed</source>
        <translation>fp16, gemischt</translation>
    </message>
    <message>
        <source>frequencies</source>
        <translation>Frequenzen</translation>
    </message>
    <message>
        <source>grade photographs</source>
        <translation>Aufnahmen graduieren</translation>
    </message>
    <message>
        <source>haemorrhage</source>
        <translation>Blutung</translation>
    </message>
    <message>
        <source>hard exudate</source>
        <translation>hartes Exsudat</translation>
    </message>
    <message>
        <source>hides the overlay while it is held</source>
        <translation>blendet die Überlagerung aus, solange es gehalten wird</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>highest probability</source>
        <translation>höchste Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>identical to others</source>
        <translation>identisch mit anderen</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>in Farbe</translation>
    </message>
    <message>
        <source>in every arm (crossover)</source>
        <translation>in jedem Arm (Crossover)</translation>
    </message>
    <message>
        <source>in the part &apos;{value}&apos; of &apos;{name}&apos;</source>
        <translation>im Teil „{value}“ von „{name}“</translation>
    </message>
    <message>
        <source>in the project</source>
        <translation>im Projekt</translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation>in der Warteschlange</translation>
    </message>
    <message>
        <source>inpaint</source>
        <translation>aus Umgebung gefüllt</translation>
    </message>
    <message>
        <source>input</source>
        <translation>der Eingang</translation>
    </message>
    <message>
        <source>intraretinal microvascular abnormality</source>
        <translation>intraretinale mikrovaskuläre Anomalie</translation>
    </message>
    <message>
        <source>it leaves out a lesion that decides</source>
        <translation>sie lässt eine entscheidende Läsion aus</translation>
    </message>
    <message>
        <source>it marks some of what decides, or much else besides</source>
        <translation>sie markiert einiges Entscheidende oder viel anderes dazu</translation>
    </message>
    <message>
        <source>it marks what decides, and little else</source>
        <translation>sie markiert das Entscheidende und wenig anderes</translation>
    </message>
    <message>
        <source>it marks what is no sign of disease: a border, a reflex, nothing</source>
        <translation>sie markiert, was kein Krankheitszeichen ist: einen Rand, einen Reflex, nichts</translation>
    </message>
    <message>
        <source>its machine</source>
        <translation>sein Rechner</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>ihr eigenes</translation>
    </message>
    <message>
        <source>judge maps of several methods without knowing which is which</source>
        <translation>Karten mehrerer Methoden beurteilen, ohne zu wissen, welche welche ist</translation>
    </message>
    <message>
        <source>kappa {figure:.3f}</source>
        <translation>Kappa {figure:.3f}</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>labelled &apos;{name}&apos;</source>
        <translation>mit Label „{name}“</translation>
    </message>
    <message>
        <source>labelled as the sources say</source>
        <translation>gelabelt, wie die Quellen sagen</translation>
    </message>
    <message>
        <source>labels.csv of the folder</source>
        <translation>labels.csv des Ordners</translation>
    </message>
    <message>
        <source>laser scar</source>
        <translation>Lasernarbe</translation>
    </message>
    <message>
        <source>layer &apos;{layer}&apos;</source>
        <translation>Schicht „{layer}“</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>Schicht {layer}</translation>
    </message>
    <message>
        <source>leave these photographs out</source>
        <translation>diese Aufnahmen auslassen</translation>
    </message>
    <message>
        <source>less</source>
        <translation>minus</translation>
    </message>
    <message>
        <source>less before the aid</source>
        <translation>minus vor der Hilfe</translation>
    </message>
    <message>
        <source>less sure</source>
        <translation>weniger sicher</translation>
    </message>
    <message>
        <source>less than 1</source>
        <translation>weniger als 1</translation>
    </message>
    <message>
        <source>less than 1&#x202f;%</source>
        <translation>weniger als 1 %</translation>
    </message>
    <message>
        <source>less the arm alone</source>
        <translation>minus der Arm allein</translation>
    </message>
    <message>
        <source>like the chosen one</source>
        <translation>ähnlich dem gewählten</translation>
    </message>
    <message>
        <source>loading {path_name}</source>
        <translation>{path_name} wird geladen</translation>
    </message>
    <message>
        <source>loading…</source>
        <translation>wird geladen…</translation>
    </message>
    <message>
        <source>locked: its test photographs are never trained on</source>
        <translation>gesperrt: An ihren Testaufnahmen wird nie trainiert</translation>
    </message>
    <message>
        <source>loss {loss:.4g}</source>
        <translation>Verlust {loss:.4g}</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>map {value:.3g}</source>
        <translation>Karte {value:.3g}</translation>
    </message>
    <message>
        <source>maps judged</source>
        <translation>Karten beurteilt</translation>
    </message>
    <message>
        <source>maps judged without knowing whose: </source>
        <translation>Karten beurteilt, ohne zu wissen, wessen: </translation>
    </message>
    <message>
        <source>marks of all readers</source>
        <translation>Markierungen aller Befunder</translation>
    </message>
    <message>
        <source>marks of {reader}</source>
        <translation>Markierungen von {reader}</translation>
    </message>
    <message>
        <source>mask files alone</source>
        <translation>nur Maskendateien</translation>
    </message>
    <message>
        <source>masks and marks</source>
        <translation>Masken und Markierungen</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>max {short_number}</source>
        <translation>max {short_number}</translation>
    </message>
    <message>
        <source>max {tiny_number}
min {tiny_number_2}</source>
        <translation>max {tiny_number}
min {tiny_number_2}</translation>
    </message>
    <message>
        <source>maximum moved {peak_moved:.0%}</source>
        <translation>Maximum um {peak_moved:.0%} verschoben</translation>
    </message>
    <message>
        <source>maximum {max:.3g}</source>
        <translation>Maximum {max:.3g}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>mean of readers</source>
        <translation>Mittel der Befunder</translation>
    </message>
    <message>
        <source>mean over inputs</source>
        <translation>Mittel über Eingänge</translation>
    </message>
    <message>
        <source>mean patch</source>
        <translation>mittlerer Ausschnitt</translation>
    </message>
    <message>
        <source>mean {numbers}, deviation {numbers_2}</source>
        <translation>Mittel {numbers}, Streuung {numbers_2}</translation>
    </message>
    <message>
        <source>media opacity</source>
        <translation>Medientrübung</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>microaneurysm</source>
        <translation>Mikroaneurysma</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>min</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>min {short_number}</source>
        <translation>min {short_number}</translation>
    </message>
    <message>
        <source>minimum {min:.3g}</source>
        <translation>Minimum {min:.3g}</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>missed lesion</source>
        <translation>übersehene Läsion</translation>
    </message>
    <message>
        <source>mixing weights</source>
        <translation>Mischgewichte</translation>
    </message>
    <message>
        <source>model {card_name} ({architecture})</source>
        <translation>Modell {card_name} ({architecture})</translation>
    </message>
    <message>
        <source>model: {model_name}</source>
        <translation>Modell: {model_name}</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>name; another name</source>
        <translation>Name; anderer Name</translation>
    </message>
    <message>
        <source>negative predictive value</source>
        <translation>negativer prädiktiver Wert</translation>
    </message>
    <message>
        <source>neovascularisation</source>
        <translation>Neovaskularisation</translation>
    </message>
    <message>
        <source>network alone</source>
        <translation>Netz allein</translation>
    </message>
    <message>
        <source>never above nought</source>
        <translation>nie über null</translation>
    </message>
    <message>
        <source>never active</source>
        <translation>nie aktiv</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no card is being edited</source>
        <translation>es wird kein Steckbrief bearbeitet</translation>
    </message>
    <message>
        <source>no evidence in this one</source>
        <translation>keine Evidenz in dieser</translation>
    </message>
    <message>
        <source>no labels</source>
        <translation>keine Labels</translation>
    </message>
    <message>
        <source>no longer mirrored</source>
        <translation>nicht mehr gespiegelt</translation>
    </message>
    <message>
        <source>no map</source>
        <translation>keine Karte</translation>
    </message>
    <message>
        <source>no map here</source>
        <translation>hier keine Karte</translation>
    </message>
    <message>
        <source>no mask</source>
        <translation>keine Maske</translation>
    </message>
    <message>
        <source>no regions</source>
        <translation>keine Regionen</translation>
    </message>
    <message>
        <source>no threshold</source>
        <translation>keine Schwelle</translation>
    </message>
    <message>
        <source>no washout</source>
        <translation>keine Auswaschphase</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none in this machine</source>
        <translation>keine in diesem Rechner</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>keiner davon</translation>
    </message>
    <message>
        <source>norm {norms:.3g}</source>
        <translation>Norm {norms:.3g}</translation>
    </message>
    <message>
        <source>not active</source>
        <translation>nicht aktiv</translation>
    </message>
    <message>
        <source>not annotated</source>
        <translation>nicht annotiert</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>noch nicht berechnet</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <source>not found where they were</source>
        <translation>nicht gefunden, wo sie waren</translation>
    </message>
    <message>
        <source>not graded</source>
        <translation>nicht graduiert</translation>
    </message>
    <message>
        <source>not heard of for a while</source>
        <translation>seit einer Weile nichts gehört</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>hier nicht bekannt</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>k. A.</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>notes</source>
        <translation>Anmerkungen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation>nichts markiert</translation>
    </message>
    <message>
        <source>nothing was tried</source>
        <translation>nichts wurde versucht</translation>
    </message>
    <message>
        <source>now predicted: </source>
        <translation>jetzt vorhergesagt: </translation>
    </message>
    <message>
        <source>number {rank}: {value:.4g}</source>
        <translation>Nummer {rank}: {value:.4g}</translation>
    </message>
    <message>
        <source>occlusion of the unit</source>
        <translation>Okklusion der Einheit</translation>
    </message>
    <message>
        <source>of quality &apos;{quality}&apos;</source>
        <translation>der Qualität „{quality}“</translation>
    </message>
    <message>
        <source>of the eye: {eye}</source>
        <translation>des Auges: {eye}</translation>
    </message>
    <message>
        <source>of {count:,}</source>
        <translation>von {count:,}</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>von {count}</translation>
    </message>
    <message>
        <source>off by up to {share}</source>
        <translation>weicht bis zu {share} ab</translation>
    </message>
    <message>
        <source>once, in one arm</source>
        <translation>einmal, in einem Arm</translation>
    </message>
    <message>
        <source>one input</source>
        <translation>ein Eingang</translation>
    </message>
    <message>
        <source>optic disc</source>
        <translation>Papille</translation>
    </message>
    <message>
        <source>or drop a .funduscope file here</source>
        <translation>oder eine .funduscope-Datei hierher ziehen</translation>
    </message>
    <message>
        <source>or drop a folder, or an HDF5 file, here</source>
        <translation>oder einen Ordner oder eine HDF5-Datei hierher ziehen</translation>
    </message>
    <message>
        <source>out of focus</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>own scale</source>
        <translation>eigene Skala</translation>
    </message>
    <message>
        <source>partial map</source>
        <translation>Teilkarte</translation>
    </message>
    <message>
        <source>partial map, {known_share}</source>
        <translation>Teilkarte, {known_share}</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>patients divided</source>
        <translation>Patienten aufgeteilt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>photograph alone</source>
        <translation>nur Aufnahme</translation>
    </message>
    <message>
        <source>photographs graded</source>
        <translation>Aufnahmen graduiert</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>positive predictive value</source>
        <translation>positiver prädiktiver Wert</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>predicted &apos;{class_name}&apos; {probabilities:.2f}</source>
        <translation>vorhergesagt „{class_name}“ {probabilities:.2f}</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>vorhergesagte Klasse</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>wird vorbereitet</translation>
    </message>
    <message>
        <source>preretinal haemorrhage</source>
        <translation>präretinale Blutung</translation>
    </message>
    <message>
        <source>principal component</source>
        <translation>Hauptkomponente</translation>
    </message>
    <message>
        <source>probability {probability:.4g}</source>
        <translation>Wahrscheinlichkeit {probability:.4g}</translation>
    </message>
    <message>
        <source>prominence</source>
        <translation>Prominenz</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>random
networks reach</source>
        <translation>zufällige
Netze erreichen</translation>
    </message>
    <message>
        <source>random weights</source>
        <translation>zufällige Gewichte</translation>
    </message>
    <message>
        <source>random weights, seed {seed}</source>
        <translation>zufällige Gewichte, Startwert {seed}</translation>
    </message>
    <message>
        <source>rank {figure}</source>
        <translation>Rang {figure}</translation>
    </message>
    <message>
        <source>rate {learning_rate:.3g}</source>
        <translation>Rate {learning_rate:.3g}</translation>
    </message>
    <message>
        <source>rather sure</source>
        <translation>eher sicher</translation>
    </message>
    <message>
        <source>rather unsure</source>
        <translation>eher unsicher</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>row {row}, column {column}: </source>
        <translation>Zeile {row}, Spalte {column}: </translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>saliency of the channel&apos;s sum</source>
        <translation>Salienz der Kanalsumme</translation>
    </message>
    <message>
        <source>saliency of the unit</source>
        <translation>Salienz der Einheit</translation>
    </message>
    <message>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>Startwert </translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>Startwert {seed}</translation>
    </message>
    <message>
        <source>sees {receptive_field_text}</source>
        <translation>sieht {receptive_field_text}</translation>
    </message>
    <message>
        <source>sees {size}</source>
        <translation>sieht {size}</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>sensitivity {sensitivity:.3f}, specificity {specificity:.3f}, positive predictive value {precision:.3f} from a probability of {threshold:.3f} on</source>
        <translation>Sensitivität {sensitivity:.3f}, Spezifität {specificity:.3f}, positiver prädiktiver Wert {precision:.3f} ab einer Wahrscheinlichkeit von {threshold:.3f}</translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation>Anteil der richtigen</translation>
    </message>
    <message>
        <source>side by side</source>
        <translation>nebeneinander</translation>
    </message>
    <message>
        <source>small pupil</source>
        <translation>kleine Pupille</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>specificity</source>
        <translation>Spezifität</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>Schritt {step}</translation>
    </message>
    <message>
        <source>strongest</source>
        <translation>stärkste</translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation>stärkste zuerst</translation>
    </message>
    <message>
        <source>strongest unit</source>
        <translation>stärkste Einheit</translation>
    </message>
    <message>
        <source>sum of all units</source>
        <translation>Summe aller Einheiten</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>surer</source>
        <translation>sicherer</translation>
    </message>
    <message>
        <source>taken in again</source>
        <translation>wieder aufgenommen</translation>
    </message>
    <message>
        <source>taken out of &apos;{name}&apos;</source>
        <translation>aus „{name}“ herausgenommen</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>that are missed</source>
        <translation>die übersehen werden</translation>
    </message>
    <message>
        <source>that are referred</source>
        <translation>die überwiesen werden</translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation>der Anfang</translation>
    </message>
    <message>
        <source>the class that is predicted of each</source>
        <translation>die bei jeder vorhergesagte Klasse</translation>
    </message>
    <message>
        <source>the classes of the labels</source>
        <translation>die Klassen der Labels</translation>
    </message>
    <message>
        <source>the classes of the model</source>
        <translation>die Klassen des Modells</translation>
    </message>
    <message>
        <source>the five grades (ICDR)</source>
        <translation>die fünf Grade (ICDR)</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>der Eingang</translation>
    </message>
    <message>
        <source>the map
as it is</source>
        <translation>die Karte,
wie sie ist</translation>
    </message>
    <message>
        <source>the only ones</source>
        <translation>die einzigen</translation>
    </message>
    <message>
        <source>the photograph as it is</source>
        <translation>die Aufnahme, wie sie ist</translation>
    </message>
    <message>
        <source>the photographs of a patient on one side</source>
        <translation>die Aufnahmen eines Patienten auf einer Seite</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>die Referenz</translation>
    </message>
    <message>
        <source>the same for every class</source>
        <translation>für jede Klasse gleich</translation>
    </message>
    <message>
        <source>this class</source>
        <translation>diese Klasse</translation>
    </message>
    <message>
        <source>this layer</source>
        <translation>diese Schicht</translation>
    </message>
    <message>
        <source>this method</source>
        <translation>diese Methode</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>dieses Modell</translation>
    </message>
    <message>
        <source>this network
as trained</source>
        <translation>dieses Netz,
wie trainiert</translation>
    </message>
    <message>
        <source>this view</source>
        <translation>diese Ansicht</translation>
    </message>
    <message>
        <source>those that tell something of their own</source>
        <translation>die, die etwas Eigenes sagen</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>times the mean evidence of a member</source>
        <translation>mal die mittlere Evidenz eines Mitglieds</translation>
    </message>
    <message>
        <source>times the mean evidence of an eye</source>
        <translation>mal die mittlere Evidenz eines Auges</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>zu hell</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>zu dunkel</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>training, {fraction:.0f} %</source>
        <translation>Training, {fraction:.0f} %</translation>
    </message>
    <message>
        <source>turned back</source>
        <translation>zurückgedreht</translation>
    </message>
    <message>
        <source>turned by half</source>
        <translation>um 180° gedreht</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>undefined</source>
        <translation>nicht definiert</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>ausgeklappt</translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation>entsperrt</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>up to {best:.3g}</source>
        <translation>bis {best:.3g}</translation>
    </message>
    <message>
        <source>up to {peaks:.3g}</source>
        <translation>bis {peaks:.3g}</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>auf dem Kopf</translation>
    </message>
    <message>
        <source>usual one</source>
        <translation>die übliche</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>venous beading</source>
        <translation>perlschnurartige Venen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <source>waiting: see its log</source>
        <translation>wartet: siehe Protokoll</translation>
    </message>
    <message>
        <source>what-if edit</source>
        <translation>Was-wäre-wenn-Änderung</translation>
    </message>
    <message>
        <source>whichever class is predicted</source>
        <translation>die jeweils vorhergesagte Klasse</translation>
    </message>
    <message>
        <source>whole image</source>
        <translation>ganzes Bild</translation>
    </message>
    <message>
        <source>with a probability of {low:.2f} to {high:.2f}</source>
        <translation>mit einer Wahrscheinlichkeit von {low:.2f} bis {high:.2f}</translation>
    </message>
    <message>
        <source>with prediction</source>
        <translation>mit Vorhersage</translation>
    </message>
    <message>
        <source>with prediction and overlay</source>
        <translation>mit Vorhersage und Überlagerung</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>wrong field</source>
        <translation>falscher Bildausschnitt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>null</translation>
    </message>
    <message>
        <source>{above:+.3f} above chance, 95 % interval {low:.3f} to {high:.3f}, {count} counted.</source>
        <translation>{above:+.3f} über dem Zufall, 95-%-Intervall {low:.3f} bis {high:.3f}, {count} gezählt.</translation>
    </message>
    <message>
        <source>{above:+.3f} above chance, {count} counted.</source>
        <translation>{above:+.3f} über dem Zufall, {count} gezählt.</translation>
    </message>
    <message>
        <source>{accessiblename}: {value:.9g}. Click to type another.</source>
        <translation>{accessiblename}: {value:.9g}. Klicken, um einen anderen Wert einzugeben.</translation>
    </message>
    <message>
        <source>{architecture}: {class_count} classes.</source>
        <translation>{architecture}: {class_count} Klassen.</translation>
    </message>
    <message>
        <source>{arm_titles}, before the aid</source>
        <translation>{arm_titles}, vor der Hilfe</translation>
    </message>
    <message>
        <source>{at} of {last}</source>
        <translation>{at} von {last}</translation>
    </message>
    <message>
        <source>{badges}: {share_within:.0%} of the evidence</source>
        <translation>{badges}: {share_within:.0%} der Evidenz</translation>
    </message>
    <message>
        <source>{bit_depth} bit</source>
        <translation>{bit_depth} Bit</translation>
    </message>
    <message>
        <source>{card_name} with random weights, seed {seed}</source>
        <translation>{card_name} mit zufälligen Gewichten, Startwert {seed}</translation>
    </message>
    <message>
        <source>{channels} channels, {width} x {height}</source>
        <translation>{channels} Kanäle, {width} x {height}</translation>
    </message>
    <message>
        <source>{class_counts} photographs: {counts}.{notes}</source>
        <translation>{class_counts} Aufnahmen: {counts}.{notes}</translation>
    </message>
    <message>
        <source>{count:,} photographs</source>
        <translation>{count:,} Aufnahmen</translation>
    </message>
    <message>
        <source>{count:,} photographs are labelled &apos;{class_names}&apos; in the project</source>
        <translation>{count:,} Aufnahmen haben im Projekt jetzt das Label „{class_names}“</translation>
    </message>
    <message>
        <source>{count:,} photographs are left out in the project</source>
        <translation>{count:,} Aufnahmen sind im Projekt ausgelassen</translation>
    </message>
    <message>
        <source>{count:,} photographs that have a label and that all of these models were asked about. They do not all say the same of {differing:,} of them.</source>
        <translation>{count:,} Aufnahmen, die ein Label haben und zu denen alle diese Modelle befragt wurden. Bei {differing:,} davon sagen nicht alle dasselbe.</translation>
    </message>
    <message>
        <source>{count:,} photographs with a highest probability of {low:.2f} to {high:.2f}, of which {accuracy:.0%} are right. Click to see them, the wrong ones first.</source>
        <translation>{count:,} Aufnahmen mit einer höchsten Wahrscheinlichkeit von {low:.2f} bis {high:.2f}, von denen {accuracy:.0%} richtig sind. Klicken Sie, um sie zu sehen, die falschen zuerst.</translation>
    </message>
    <message>
        <source>{count:,} photographs with {count_2} maps each: {count_3:,} for each reader</source>
        <translation>{count:,} Aufnahmen mit je {count_2} Karten: {count_3:,} für jeden Befunder</translation>
    </message>
    <message>
        <source>{count:,} photographs {words}, the wrong ones first</source>
        <translation>{count:,} Aufnahmen {words}, die falschen zuerst</translation>
    </message>
    <message>
        <source>{count:,} photographs: {count_2:,} readings{periods} for each reader.{balance}</source>
        <translation>{count:,} Aufnahmen: {count_2:,} Befundungen{periods} für jeden Befunder.{balance}</translation>
    </message>
    <message>
        <source>{count} cells: {measure_words}</source>
        <translation>{count} Zellen: {measure_words}</translation>
    </message>
    <message>
        <source>{count} channels of {layer}</source>
        <translation>{count} Kanäle von {layer}</translation>
    </message>
    <message>
        <source>{count} corners: Enter or a double click ends the region, Backspace takes one back, Esc gives it up</source>
        <translation>{count} Ecken: Enter oder ein Doppelklick beendet die Region, Rücktaste nimmt eine zurück, Esc verwirft sie</translation>
    </message>
    <message>
        <source>{count} examples: {names}</source>
        <translation>{count} Beispiele: {names}</translation>
    </message>
    <message>
        <source>{count} exemplars are more than {most}.</source>
        <translation>{count} Musterbilder sind mehr als {most}.</translation>
    </message>
    <message>
        <source>{count} features are named. They are kept {where}.</source>
        <translation>{count} Merkmale sind benannt. Sie werden {where} verwahrt.</translation>
    </message>
    <message>
        <source>{count} labels have no class yet.</source>
        <translation>{count} Labels haben noch keine Klasse.</translation>
    </message>
    <message>
        <source>{count} labels have no photograph.</source>
        <translation>{count} Labels haben keine Aufnahme.</translation>
    </message>
    <message>
        <source>{count} photographs could not be prepared: {left_out}</source>
        <translation>{count} Aufnahmen konnten nicht vorbereitet werden: {left_out}</translation>
    </message>
    <message>
        <source>{count} photographs have no label.</source>
        <translation>{count} Aufnahmen haben kein Label.</translation>
    </message>
    <message>
        <source>{count} photographs were found</source>
        <translation>{count} Aufnahmen wurden gefunden</translation>
    </message>
    <message>
        <source>{count} with {together} of the evidence</source>
        <translation>{count} mit {together} der Evidenz</translation>
    </message>
    <message>
        <source>  and {more:,} more</source>
        <translation>  und {more:,} weitere</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>{days:g} days between two looks</source>
        <translation>{days:g} Tage zwischen zwei Betrachtungen</translation>
    </message>
    <message>
        <source>{done:,} of {total:,}</source>
        <translation>{done:,} von {total:,}</translation>
    </message>
    <message>
        <source>{done} of {total} were looked at. </source>
        <translation>{done} von {total} wurden durchgegangen. </translation>
    </message>
    <message>
        <source>{each_name}: counts {weight:.0%}, says {probability:.2f}</source>
        <translation>{each_name}: zählt {weight:.0%}, sagt {probability:.2f}</translation>
    </message>
    <message>
        <source>{error} Click to try again.</source>
        <translation>{error} Klicken, um es erneut zu versuchen.</translation>
    </message>
    <message>
        <source>{eye} (guessed)</source>
        <translation>{eye} (vermutet)</translation>
    </message>
    <message>
        <source>{figure_titles}; thin lines: for other readers, too</source>
        <translation>{figure_titles}; dünne Linien: auch für andere Befunder</translation>
    </message>
    <message>
        <source>{file_name}: {class_count} classes.</source>
        <translation>{file_name}: {class_count} Klassen.</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>{first} less {second}: sure at {sure_share:.0%} of the places (5 % by chance)</source>
        <translation>{first} minus {second}: an {sure_share:.0%} der Stellen sicher (5 % durch Zufall)</translation>
    </message>
    <message>
        <source>{first}Excluded photographs do not count.</source>
        <translation>{first}Ausgeschlossene Aufnahmen zählen nicht.</translation>
    </message>
    <message>
        <source>{folds} folds</source>
        <translation>{folds} Folds</translation>
    </message>
    <message>
        <source>{gain:g} times what differs from the local mean, on grey, inside {radius:g} of the radius.</source>
        <translation>{gain:g}-mal, was vom lokalen Mittel abweicht, auf Grau, innerhalb von {radius:g} des Radius.</translation>
    </message>
    <message>
        <source>{given:.0%} for the test</source>
        <translation>{given:.0%} für den Test</translation>
    </message>
    <message>
        <source>{hours}:{minutes:02}:{whole:02} left</source>
        <translation>noch {hours}:{minutes:02}:{whole:02}</translation>
    </message>
    <message>
        <source>{images_per_second:.1f} images/s</source>
        <translation>{images_per_second:.1f} Bilder/s</translation>
    </message>
    <message>
        <source>{in_words}. Click the curve to work at another point.</source>
        <translation>{in_words}. Klicken Sie auf die Kurve, um an einem anderen Punkt zu arbeiten.</translation>
    </message>
    <message>
        <source>{in_words}. Click to work at this point.</source>
        <translation>{in_words}. Klicken Sie, um an diesem Punkt zu arbeiten.</translation>
    </message>
    <message>
        <source>{later}, brought onto the earlier</source>
        <translation>{later}, auf die frühere gelegt</translation>
    </message>
    <message>
        <source>{made:,} photographs prepared, {kept:,} were there already: {target}</source>
        <translation>{made:,} Aufnahmen aufbereitet, {kept:,} waren schon da: {target}</translation>
    </message>
    <message>
        <source>{method}{where} of &apos;{card_name}&apos;, for {target}, in the colours of the viewer.</source>
        <translation>{method}{where} von „{card_name}“, für {target}, in den Farben der Bildansicht.</translation>
    </message>
    <message>
        <source>{minutes} days</source>
        <translation>{minutes} Tagen</translation>
    </message>
    <message>
        <source>{minutes} hours</source>
        <translation>{minutes} Stunden</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} Minuten</translation>
    </message>
    <message>
        <source>{minutes}:{whole:02} left</source>
        <translation>noch {minutes}:{whole:02}</translation>
    </message>
    <message>
        <source>{missing} of {count} cells are left out: their models were not seen on this machine</source>
        <translation>{missing} von {count} Zellen sind ausgelassen: Ihre Modelle wurden auf diesem Rechner nicht gesehen</translation>
    </message>
    <message>
        <source>{model_name}
{predictions:,} photographs predicted
{parts}</source>
        <translation>{model_name}
{predictions:,} Aufnahmen vorhergesagt
{parts}</translation>
    </message>
    <message>
        <source>{model_name} on {images:,} photographs with masks or marks.</source>
        <translation>{model_name} an {images:,} Aufnahmen mit Masken oder Markierungen.</translation>
    </message>
    <message>
        <source>{named:,} of {files:,}</source>
        <translation>{named:,} von {files:,}</translation>
    </message>
    <message>
        <source>{names} (class {number})</source>
        <translation>{names} (Klasse {number})</translation>
    </message>
    <message>
        <source>{names} and {names_2}</source>
        <translation>{names} und {names_2}</translation>
    </message>
    <message>
        <source>{names} and {names_2}: the same answer to {same_answer:.0%} of the photographs</source>
        <translation>{names} und {names_2}: dieselbe Antwort bei {same_answer:.0%} der Aufnahmen</translation>
    </message>
    <message>
        <source>{names}: mean rank correlation {mean:.2f}{limits} over {count} photographs.</source>
        <translation>{names}: mittlere Rangkorrelation {mean:.2f}{limits} über {count} Aufnahmen.</translation>
    </message>
    <message>
        <source>{names}: no photograph of which both have a map.</source>
        <translation>{names}: keine Aufnahme, von der beide eine Karte haben.</translation>
    </message>
    <message>
        <source>{name}  (locked)</source>
        <translation>{name}  (gesperrt)</translation>
    </message>
    <message>
        <source>{name} is on the clipboard</source>
        <translation>{name} ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>{name} of the regions</source>
        <translation>{name} der Regionen</translation>
    </message>
    <message>
        <source>{name}: {in_words}. Click to see what is called so, wrong ones first.</source>
        <translation>{name}: {in_words}. Klicken Sie, um zu sehen, was so bezeichnet wird, die falschen zuerst.</translation>
    </message>
    <message>
        <source>{other} named {count} of the same features, {same} alike: Cohen&apos;s kappa {kappa}.</source>
        <translation>{other} benannte {count} derselben Merkmale, {same} gleich: Cohens Kappa {kappa}.</translation>
    </message>
    <message>
        <source>{parameters:,} parameters, {share}.{more}</source>
        <translation>{parameters:,} Parameter, {share}.{more}</translation>
    </message>
    <message>
        <source>{parts} and {parts_2}</source>
        <translation>{parts} und {parts_2}</translation>
    </message>
    <message>
        <source>{parts}; by class, {together}; seed {seed}.</source>
        <translation>{parts}; nach Klasse, {together}; Startwert {seed}.</translation>
    </message>
    <message>
        <source>{path_name} can only be looked at. {reason}</source>
        <translation>{path_name} kann nur angesehen werden. {reason}</translation>
    </message>
    <message>
        <source>{path}: not explainable itself</source>
        <translation>{path}: selbst nicht erklärbar</translation>
    </message>
    <message>
        <source>{photographs} made: {path}</source>
        <translation>{photographs} erzeugt: {path}</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} von {count}</translation>
    </message>
    <message>
        <source>{predicted:,} photographs predicted</source>
        <translation>{predicted:,} Aufnahmen vorhergesagt</translation>
    </message>
    <message>
        <source>{regions} outlined as {mask_name} ({code})</source>
        <translation>{regions} umrissen als {mask_name} ({code})</translation>
    </message>
    <message>
        <source>{remark}{done}One look through serves every channel of every layer. It is kept for the next visit.</source>
        <translation>{remark}{done}Ein Durchgang dient jedem Kanal jeder Schicht. Er wird für den nächsten Besuch verwahrt.</translation>
    </message>
    <message>
        <source>{said} {share}, uncertainty {share_2}</source>
        <translation>{said} {share}, Unsicherheit {share_2}</translation>
    </message>
    <message>
        <source>{scale}; figures compare each with the first.</source>
        <translation>{scale}; Kennzahlen vergleichen jede mit der ersten.</translation>
    </message>
    <message>
        <source>{sentence} Its content has the SHA-256 {image}…</source>
        <translation>{sentence} Ihr Inhalt hat den SHA-256 {image}…</translation>
    </message>
    <message>
        <source>{shape} probabilities for {count} classes</source>
        <translation>{shape} Wahrscheinlichkeiten für {count} Klassen</translation>
    </message>
    <message>
        <source>{share:.1%} of the evidence on {area:.1%} of the area</source>
        <translation>{share:.1%} der Evidenz auf {area:.1%} der Fläche</translation>
    </message>
    <message>
        <source>{short} and {short_2}</source>
        <translation>{short} und {short_2}</translation>
    </message>
    <message>
        <source>{shown:,} of {total:,}</source>
        <translation>{shown:,} von {total:,}</translation>
    </message>
    <message>
        <source>{source} holds {count} names, and the network has {count_2} classes.</source>
        <translation>{source}: Sie enthält {count} Namen, und das Netz hat {count_2} Klassen.</translation>
    </message>
    <message>
        <source>{step} of {count}</source>
        <translation>{step} von {count}</translation>
    </message>
    <message>
        <source>{text}   evidence {here:.3g}</source>
        <translation>{text}   Evidenz {here:.3g}</translation>
    </message>
    <message>
        <source>{text} Default: {words}.</source>
        <translation>{text} Vorgabe: {words}.</translation>
    </message>
    <message>
        <source>{text} of {when}</source>
        <translation>{text} vom {when}</translation>
    </message>
    <message>
        <source>{text}{text_2}, epoch</source>
        <translation>{text}{text_2}, Epoche</translation>
    </message>
    <message>
        <source>{title} - Guide</source>
        <translation>{title} - Handbuch</translation>
    </message>
    <message>
        <source>{title} asks for no layer.</source>
        <translation>{title} fragt nach keiner Schicht.</translation>
    </message>
    <message>
        <source>{title} explains at the network&apos;s input: it has no map of &apos;{layer}&apos;.</source>
        <translation>{title} erklärt am Eingang des Netzes: Es gibt keine Karte von „{layer}“.</translation>
    </message>
    <message>
        <source>{title} explains at the network&apos;s input: one map, and no layer to choose.</source>
        <translation>{title} erklärt am Eingang des Netzes: eine Karte, und keine Schicht zu wählen.</translation>
    </message>
    <message>
        <source>{title} for &apos;{describe_target}&apos;</source>
        <translation>{title} für „{describe_target}“</translation>
    </message>
    <message>
        <source>{title} for &apos;{target}&apos;</source>
        <translation>{title} für „{target}“</translation>
    </message>
    <message>
        <source>{title} for {words} · {place} · {card_name}</source>
        <translation>{title} für {words} · {place} · {card_name}</translation>
    </message>
    <message>
        <source>{title} · {count} to mend</source>
        <translation>{title} · {count} zu beheben</translation>
    </message>
    <message>
        <source>{title}, key {key}</source>
        <translation>{title}, Taste {key}</translation>
    </message>
    <message>
        <source>{title}, key {key}{words}</source>
        <translation>{title}, Taste {key}{words}</translation>
    </message>
    <message>
        <source>{title}. Faint: the 95 % interval of the difference holds 0.</source>
        <translation>{title}. Blass: Das 95-%-Intervall der Differenz enthält 0.</translation>
    </message>
    <message>
        <source>{title}: cancelling…</source>
        <translation>{title}: wird abgebrochen…</translation>
    </message>
    <message>
        <source>{title}: error {error:.3f}</source>
        <translation>{title}: Fehler {error:.3f}</translation>
    </message>
    <message>
        <source>{told:,} eyes in {count} cohorts; 1 is the mean evidence of an eye.</source>
        <translation>{told:,} Augen in {count} Kohorten; 1 ist die mittlere Evidenz eines Auges.</translation>
    </message>
    <message>
        <source>{tostring} belongs to &apos;{title}&apos;.</source>
        <translation>{tostring} gehört zu „{title}“.</translation>
    </message>
    <message>
        <source>{tostring} is fixed: {use}.</source>
        <translation>{tostring} ist fest vergeben: {use}.</translation>
    </message>
    <message>
        <source>{toward_model} of {differed_from_model}</source>
        <translation>{toward_model} von {differed_from_model}</translation>
    </message>
    <message>
        <source>{trained:,} of them trained</source>
        <translation>{trained:,} davon trainiert</translation>
    </message>
    <message>
        <source>{type}, {shape_text} (channels x height x width)</source>
        <translation>{type}, {shape_text} (Kanäle x Höhe x Breite)</translation>
    </message>
    <message>
        <source>{validation:.0%} for validation</source>
        <translation>{validation:.0%} für die Validierung</translation>
    </message>
    <message>
        <source>{value:.1%} of the evidence on {chance:.1%} of the area</source>
        <translation>{value:.1%} der Evidenz auf {chance:.1%} der Fläche</translation>
    </message>
    <message>
        <source>{value} eye{turned}; {value_2}. Drag to correct.</source>
        <translation>{value} – Auge{turned}; {value_2}. Zum Korrigieren ziehen.</translation>
    </message>
    <message>
        <source>{value} of &apos;{split_name}&apos;</source>
        <translation>{value} von „{split_name}“</translation>
    </message>
    <message>
        <source>{view} of {layer}, {card_name}. {words}</source>
        <translation>{view} von {layer}, {card_name}. {words}</translation>
    </message>
    <message>
        <source>{waiting} in the queue</source>
        <translation>{waiting} in der Warteschlange</translation>
    </message>
    <message>
        <source>{what} could not be read and are left out: {parts}{more}.</source>
        <translation>Nicht lesbar und ausgelassen: {what}, {parts}{more}.</translation>
    </message>
    <message>
        <source>{where} {memory_bytes:.1f} GiB</source>
        <translation>{where} {memory_bytes:.1f} GiB</translation>
    </message>
    <message>
        <source>{where}Finished. {text}</source>
        <translation>{where}Abgeschlossen. {text}</translation>
    </message>
    <message>
        <source>{where}Paused in epoch {epoch} of {epochs}; it can go on.</source>
        <translation>{where}In Epoche {epoch} von {epochs} angehalten; es kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>{where}Preparing: {text}</source>
        <translation>{where}Wird vorbereitet: {text}</translation>
    </message>
    <message>
        <source>{where}{what} {epoch} of {epochs}, batch {batch} of {batches}{left}</source>
        <translation>{where}{what} {epoch} von {epochs}, Batch {batch} von {batches}{left}</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} Pixel</translation>
    </message>
    <message>
        <source>{width} x {height} values, computed in {seconds:.2f} s</source>
        <translation>{width} x {height} Werte, in {seconds:.2f} s berechnet</translation>
    </message>
    <message>
        <source>{words} (predicted)</source>
        <translation>{words} (vorhergesagt)</translation>
    </message>
    <message>
        <source>{words}, finished</source>
        <translation>{words}, abgeschlossen</translation>
    </message>
    <message>
        <source>{words}, none with a reference grade: readers are compared with one another alone.</source>
        <translation>{words}, keine mit Referenzgrad: Befunder werden nur miteinander verglichen.</translation>
    </message>
    <message>
        <source>{words}, references from {words_2}: {counts}{rest}.</source>
        <translation>{words}, Referenzen von {words_2}: {counts}{rest}.</translation>
    </message>
    <message>
        <source>{words}; washout: goes on {when:%d %b %Y, %H:%M}</source>
        <translation>{words}; Auswaschphase: geht weiter am {when:%d.%m.%Y, %H:%M}</translation>
    </message>
    <message>
        <source>{written:,} overlays exported to &apos;{folder_name}&apos;</source>
        <translation>{written:,} Überlagerungen nach „{folder_name}“ exportiert</translation>
    </message>
    <message>
        <source>{}, which comes with Funduscope</source>
        <translation>{}, das mit Funduscope kommt</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>“In an epoch” and “Weight” are those of a training on all folds but the first. </source>
        <translation>„In einer Epoche“ und „Gewicht“ sind die eines Trainings an allen Folds außer dem ersten. </translation>
    </message>
    <message>
        <source>… and {count} more left out.</source>
        <translation>… und {count} weitere ausgelassen.</translation>
    </message>
</context>
</TS>
