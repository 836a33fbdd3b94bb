<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES" sourcelanguage="en">
<context>
    <name>Funduscope</name>
    <message>
        <source>	Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  (read only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ({low:.0%} to {high:.0%})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  ({low:.{digits}f} to {high:.{digits}f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (95 % interval {low:.2f} to {high:.2f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (guessed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (now {names})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> A mixing matrix: a cell an input, in reading order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Also by {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Ask the network now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Batch normalisation keeps {statistics:,} numbers beside them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Make exemplars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Make study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Open the best so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Open the trained model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Run at a size fit for this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Show in Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> With a channel of a layer as the target, the layers are listed here again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> With {whole} readers, or a multiple, arms are balanced photograph by photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> at layer &apos;{layer}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> at {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> in {times} periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> of {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> or a </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {more} more cohorts are not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> {untold:,} more whose disc and fovea are not known take no part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · no evidence at this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Funduscope</source>
        <translation>&amp;Acerca de Funduscope</translation>
    </message>
    <message>
        <source>&amp;Add photographs to the project…</source>
        <translation>&amp;Añadir fotografías al proyecto…</translation>
    </message>
    <message>
        <source>&amp;All photographs</source>
        <translation>&amp;Todas las fotografías</translation>
    </message>
    <message>
        <source>&amp;Animate the sequence…</source>
        <translation>&amp;Animar la secuencia…</translation>
    </message>
    <message>
        <source>&amp;As the sources say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Audit…</source>
        <translation>&amp;Auditar…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Atrás</translation>
    </message>
    <message>
        <source>&amp;Both eyes</source>
        <translation>&amp;Ambos ojos</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pincel</translation>
    </message>
    <message>
        <source>&amp;Channel of the layer</source>
        <translation>&amp;Canal de la capa</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Clase</translation>
    </message>
    <message>
        <source>&amp;Close photographs</source>
        <translation>&amp;Cerrar fotografías</translation>
    </message>
    <message>
        <source>&amp;Copy view</source>
        <translation>&amp;Copiar vista</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>&amp;Datos</translation>
    </message>
    <message>
        <source>&amp;Deeper layer</source>
        <translation>Capa más &amp;profunda</translation>
    </message>
    <message>
        <source>&amp;Delete the mark</source>
        <translation>&amp;Eliminar la marca</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Borrador</translation>
    </message>
    <message>
        <source>&amp;Exclude all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export the table as CSV…</source>
        <translation>&amp;Exportar la tabla como CSV…</translation>
    </message>
    <message>
        <source>&amp;Export view as PNG…</source>
        <translation>&amp;Exportar vista como PNG…</translation>
    </message>
    <message>
        <source>&amp;Eyes that differ</source>
        <translation>&amp;Ojos que difieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Buscar un comando…</translation>
    </message>
    <message>
        <source>&amp;Find photographs</source>
        <translation>Bu&amp;scar fotografías</translation>
    </message>
    <message>
        <source>&amp;Fit in window</source>
        <translation>&amp;Ajustar a la ventana</translation>
    </message>
    <message>
        <source>&amp;Follow the prediction</source>
        <translation>&amp;Seguir la predicción</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>A&amp;delante</translation>
    </message>
    <message>
        <source>&amp;Go on computing</source>
        <translation>&amp;Continuar el cálculo</translation>
    </message>
    <message>
        <source>&amp;Good</source>
        <translation>&amp;Buena</translation>
    </message>
    <message>
        <source>&amp;Grade</source>
        <translation>&amp;Grado</translation>
    </message>
    <message>
        <source>&amp;Grid of comparison</source>
        <translation>&amp;Cuadrícula de comparación</translation>
    </message>
    <message>
        <source>&amp;Guide</source>
        <translation>&amp;Guía</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>&amp;Hide overlay (hold)</source>
        <translation>&amp;Ocultar superposición (mantener)</translation>
    </message>
    <message>
        <source>&amp;Import COCO JSON…</source>
        <translation>&amp;Importar JSON de COCO…</translation>
    </message>
    <message>
        <source>&amp;Import labels from a table…</source>
        <translation>&amp;Importar etiquetas de una tabla…</translation>
    </message>
    <message>
        <source>&amp;Keep the first of each, exclude the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Atajos de teclado</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lasso</source>
        <translation>&amp;Lazo</translation>
    </message>
    <message>
        <source>&amp;Last layer</source>
        <translation>Ú&amp;ltima capa</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>Tema &amp;claro</translation>
    </message>
    <message>
        <source>&amp;Link zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look and grade</source>
        <translation>&amp;Mirar y graduar</translation>
    </message>
    <message>
        <source>&amp;Look at this one	Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Look for changes</source>
        <translation>&amp;Buscar cambios</translation>
    </message>
    <message>
        <source>&amp;Make photographs with known truth…</source>
        <translation>&amp;Crear fotografías con verdad conocida…</translation>
    </message>
    <message>
        <source>&amp;Members of the ensemble…</source>
        <translation>&amp;Miembros del conjunto…</translation>
    </message>
    <message>
        <source>&amp;Mirror the left eye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mirror the photograph</source>
        <translation>Re&amp;flejar la fotografía</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Names of lesions…</source>
        <translation>&amp;Nombres de lesiones…</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Nuevo proyecto…</translation>
    </message>
    <message>
        <source>&amp;New training…</source>
        <translation>&amp;Nuevo entrenamiento…</translation>
    </message>
    <message>
        <source>&amp;Next photograph</source>
        <translation>Fotografía &amp;siguiente</translation>
    </message>
    <message>
        <source>&amp;No grade</source>
        <translation>&amp;Sin grado</translation>
    </message>
    <message>
        <source>&amp;Open photographs…</source>
        <translation>&amp;Abrir fotografías…</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>&amp;Superposición</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>&amp;Paneles</translation>
    </message>
    <message>
        <source>&amp;Parameters</source>
        <translation>&amp;Parámetros</translation>
    </message>
    <message>
        <source>&amp;Photograph only</source>
        <translation>&amp;Solo fotografía</translation>
    </message>
    <message>
        <source>&amp;Pin this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pin this view to compare</source>
        <translation>&amp;Fijar esta vista para comparar</translation>
    </message>
    <message>
        <source>&amp;Predict all photographs</source>
        <translation>&amp;Predecir todas las fotografías</translation>
    </message>
    <message>
        <source>&amp;Prepare photographs…</source>
        <translation>&amp;Preparar fotografías…</translation>
    </message>
    <message>
        <source>&amp;Previous photograph</source>
        <translation>Fotografía &amp;anterior</translation>
    </message>
    <message>
        <source>&amp;Put the tool away</source>
        <translation>&amp;Guardar la herramienta</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Salir</translation>
    </message>
    <message>
        <source>&amp;Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Rehacer</translation>
    </message>
    <message>
        <source>&amp;Redo {words}</source>
        <translation>&amp;Rehacer: {words}</translation>
    </message>
    <message>
        <source>&amp;Region by a click</source>
        <translation>Re&amp;gión con un clic</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>&amp;Rechazar</translation>
    </message>
    <message>
        <source>&amp;Remove {removals}{keys}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reproduce…</source>
        <translation>&amp;Reproducir…</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Restablecer disposición</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shallower layer</source>
        <translation>Capa más &amp;superficial</translation>
    </message>
    <message>
        <source>&amp;Side by side</source>
        <translation>&amp;Lado a lado</translation>
    </message>
    <message>
        <source>&amp;Smaller brush</source>
        <translation>Pincel más pe&amp;queño</translation>
    </message>
    <message>
        <source>&amp;Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Split into training and test…</source>
        <translation>&amp;Dividir en entrenamiento y prueba…</translation>
    </message>
    <message>
        <source>&amp;Stop computing</source>
        <translation>&amp;Detener el cálculo</translation>
    </message>
    <message>
        <source>&amp;Sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Recorrido</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>En&amp;trenar</translation>
    </message>
    <message>
        <source>&amp;Truth: mask outlines</source>
        <translation>&amp;Verdad: contornos de máscaras</translation>
    </message>
    <message>
        <source>&amp;Turn the photograph by half</source>
        <translation>&amp;Girar la fotografía 180°</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Deshacer</translation>
    </message>
    <message>
        <source>&amp;Undo {words}</source>
        <translation>&amp;Deshacer: {words}</translation>
    </message>
    <message>
        <source>&amp;Usable</source>
        <translation>&amp;Utilizable</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;What if</source>
        <translation>¿&amp;Y si…?</translation>
    </message>
    <message>
        <source>&amp;What is explained…</source>
        <translation>&amp;Qué se explica…</translation>
    </message>
    <message>
        <source>&amp;Workspace</source>
        <translation>&amp;Espacio de trabajo</translation>
    </message>
    <message>
        <source>&amp;Wrong predictions</source>
        <translation>&amp;Predicciones erróneas</translation>
    </message>
    <message>
        <source>&apos;{card_name}&apos; has no class &apos;{name}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{class_names}&apos; and &apos;{class_names_2}&apos; are no neighbours in &apos;{card_name}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{class_name}&apos;. The mean weighs members as the ensemble weighs their answers for this class; the disagreement is the standard deviation between them. Where it is as large as the mean, the mean is nobody&apos;s map. Each member&apos;s own map is in its own colours and units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{classes_name}&apos; has the grades 0 to {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; could not go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; could not go on: {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained: its model can be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; is trained: its model can be opened in Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder_name}&apos; was run at the scale &apos;{scale}&apos;, which is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{folder}&apos; cannot be made: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{known_name}&apos; has changed since this view was made: it is no longer the same photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{layer}&apos; has no kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is being trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not the model of this view, or its card has been changed since. The file that is looked for has the SHA-256 {model}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; cannot be read: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; cannot be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed on the disk since it was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed on the disk since it was opened: what is shown is of the model as it was. Open it again to look through the photographs with the new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; has changed since its pass over these photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; holds no edits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is the photograph itself, which is never written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path_name}&apos; is too large to be a file of edits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{stem}&apos; is ready: readers can begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{still_open}&apos; has no class yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{title}&apos; is done: its report is in Train, Reproduce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{value_name}&apos; is trained elsewhere: pause it there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&apos;{wanted}&apos; does not name {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, and {rest:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, labelled {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, mostly {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, stands on its head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, the network says {share:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {dead} dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {kept:,} were there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {unreadable:,} could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {without_evidence} without evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-1 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. {count:,} could not be: the manifest says why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>. {left_out:,} photographs were left out: figures.csv says why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.1 scales by 1/1.1 to 1.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.2 multiplies by 0.8 to 1.2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.99 or so keeps a moving average and uses that; 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: all alike; 1: every class has the same say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 - specificity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1-9 choose another name, Esc leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: {count:,} of {total:,} photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: {number} to {number_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; in {unknown} neither disc nor fovea was found (mark them here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {count:,} without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {failed} could not be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {left_out} could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; {unpredicted:,} more have a label but no prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;br&gt;&lt;span style=&quot;color:{dim}&quot;&gt;dashed: while learning; faint: step by step&lt;/span&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;span style=&quot;color:{dim}&quot;&gt;{ending}Recall&lt;/span&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A PNG a photograph, and figures.csv with probabilities and figures of the maps. An export that was stopped goes on in the same folder; any other must be empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A box at the right lays a run&apos;s curves over the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A channel of {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class has no strongest patch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A class with few photographs has little say in what is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click marks a lesion; digits choose which</source>
        <translation>Un clic marca una lesión; las cifras eligen cuál</translation>
    </message>
    <message>
        <source>A click marks {name} · </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A click selects a mark and shows it; Delete takes it away, F2 gives it another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A defect of the program: this could not be computed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A die under any rotation, labelled by its most prominent face.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder in which others train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A left eye becomes a right one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model file like any other: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is measured on the photographs of a project: it knows their labels and keeps what models say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model&apos;s file is not known on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A network that knows nothing yet: for tens of thousands of photographs, and patience.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new training, with these settings to begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is wanted, as 0.001 or 1e-3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photograph is not shown again before the washout has passed. The next one can be seen on {when}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photograph is not the one that was chosen: its file was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A photograph of the data set will be shown here as the network gets to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project is one file that knows your photographs by their content: labels, predictions, splits and annotations stay with them, wherever they are moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project, a folder with a table of labels or with a folder for each class, a table, or an HDF5 file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A report needs a photograph and a model: open both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row of the table names no photograph of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sequence needs photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A short training in which the learning rate rises from step to step. Good is where the loss falls fastest, well before it turns up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slightly smaller middle square is kept, as ImageNet&apos;s networks are tested: a border of one sixteenth is cut off on every side as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A small layer learns on labelled photographs whom to believe in which class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A split that the project keeps; empty: drawn at random, without the photographs of locked test sets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table image, split, instead of shares drawn at random.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A temperature of {temperature:.3f}, found on {photographs:,} photographs, makes the model {way}. Mean negative log-likelihood {loss_before:.3f}, then {loss_after:.3f}. The predicted class of every photograph stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tour past every face</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A training goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number is wanted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;ll channels of the layer…</source>
        <translation>&amp;Todos los canales de la capa…</translation>
    </message>
    <message>
        <source>A&amp;nnotate</source>
        <translation>A&amp;notar</translation>
    </message>
    <message>
        <source>AUC, class against rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUC, referable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Funduscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {small_minutes} minutes on two processor cores; in full about {full_minutes} on a CUDA card. Smaller than the work: {scaled_down}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>Accuracy, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active places where more activity would raise the target: finer than Grad-CAM at early layers, and blind to what speaks against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW fits nearly always; SGD is the one with Nesterov&apos;s momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Add a folder of photographs, with its labels where it has any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of photographs, with its labels where it has any; they stay where they are</source>
        <translation>Añadir una carpeta de fotografías, con sus etiquetas si las tiene; se quedan donde están</translation>
    </message>
    <message>
        <source>Add a folder with class folders or a table of labels (Data menu).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder: its photographs stay where they are. Labels come with them where a labels.csv is in it, or folders named after grades.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a model file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a name at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an &amp;HDF5 file to the project…</source>
        <translation>Añadir un archivo &amp;HDF5 al proyecto…</translation>
    </message>
    <message>
        <source>Add an HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add copies…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add its folder to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photographs to the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photographs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the photographs of an HDF5 file, with the labels in it; they stay in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add them to the project &apos;{name}&apos;, with labels, masks and what else is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the denominator; pytorch-grad-cam adds 0.000001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a grade, go on to the next photograph that you have not annotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After: {width} x {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement of readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement of readers on single maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreement of the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All but the head</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All channels of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All class activation maps</source>
        <translation>Todos los mapas de activación de clase</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All gradient methods</source>
        <translation>Todos los métodos de gradiente</translation>
    </message>
    <message>
        <source>All of &amp;this patient</source>
        <translation>Todas de este &amp;paciente</translation>
    </message>
    <message>
        <source>All of a network that has learned on everyday pictures, its features slowly: the best start for some hundred to some thousand photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All over the picture, or, for a channel, over its strongest unit&apos;s field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All photographs of the current patient</source>
        <translation>Todas las fotografías del paciente actual</translation>
    </message>
    <message>
        <source>All your answers are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count:,} photographs that are listed in Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow “cannot be graded”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also insertion, deletion, maximum sensitivity and whether maps change with the weights: some hundred passes through the network a map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analysing the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anatomy</source>
        <translation>Anatomía</translation>
    </message>
    <message>
        <source>Animate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animated sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>Annotated by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Anotaciones</translation>
    </message>
    <message>
        <source>Annotations are kept in a project: one file beside your photographs, which stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations are kept in a project: the panel &apos;Annotate&apos; makes one of these photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotations are kept in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another experiment is running; one runs at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer after {waiting_text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers and figures are written as CSV files into a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any of torchvision&apos;s, timm&apos;s and the works&apos; own networks; type a part of the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arcades and beyond</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area under the receiver operating characteristic, this class against the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows leaf, digits give the names of the vocabulary, N goes to the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As Casini and others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As Vincenzi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As before training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As if it were not there, and the large vessels that cross the region go on as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As if it were not there: filled from its surroundings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As sure as this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the network sees them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the project&apos;s split has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system: {language}</source>
        <translation>Como el sistema: {language}</translation>
    </message>
    <message>
        <source>As the work describes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As they are drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As timm calls it: &apos;avg&apos;, &apos;max&apos;, &apos;token&apos; for a transformer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a grade before the aid is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the map of the edited photograph after every stroke. Quick methods keep up with the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask how sure the reader is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the model about every photograph of the project, behind the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the network about every photograph, in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the network now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {card_name} about every photograph, behind the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the network for &apos;{stem}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Atlas of the network as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention rollout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic limits: as far as the map reaches from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic takes the CUDA card where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average precision: the area under the precision-recall curve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Back and forth through what was made on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the usual ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance and loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance colours (grey world)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Exactitud equilibrada</translation>
    </message>
    <message>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be shown around, on the sample photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Became right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Became wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before, after and difference as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Comenzar</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with those that wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Besides, each step&apos;s layers random while all others stay trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between {names} and {names_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both eyes of a patient stay on one side of the split. Switching it off makes figures too good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both eyes show the same part, on the side of the nose or of the temple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in the answers of readers who read in copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By changing the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By how much more often the first is right on the same photographs; 0 inside the interval: not told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By masks beside the strongest photographs and what readers have marked on them in the open project: the share of the feature&apos;s strongest regions in which the lesion lies, against its share of the photograph. M takes the first name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By what the photographs are sorted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By which classes photographs are graded: the project&apos;s own, or ICDR 0-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By which division into training and test they are seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte for byte the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COCO JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrated probabilities (T = {temperature:.2f})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called positive from this class on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Cancel {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be graded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Car or grass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card of {card_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Casini&apos;s Figure 3.1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre square</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centre square, as for ImageNet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &amp;class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &amp;layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change &amp;method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change between the dark and the light theme</source>
        <translation>Cambiar entre el tema oscuro y el claro</translation>
    </message>
    <message>
        <source>Change m&amp;odel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the name, class names and notes of the model</source>
        <translation>Cambiar el nombre, los nombres de las clases y las notas del modelo</translation>
    </message>
    <message>
        <source>Change the names by which lesions are marked</source>
        <translation>Cambiar los nombres con que se marcan las lesiones</translation>
    </message>
    <message>
        <source>Change the names that are offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes of mind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>Channel {channel}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channel {number}, largest value {peaks:.6g}
Click to explain it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canales</translation>
    </message>
    <message>
        <source>Channels of {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels weighted by how much of the target survives when only what they mark is left bright; slow, and it judges photographs dimmed in a way the network never saw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels with the strongest unit first, instead of by number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Channels x height x width of the layer&apos;s output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chec&amp;k this map…</source>
        <translation>Com&amp;probar este mapa…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check against random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the stability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking against random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the stability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a channel in another tab and press a digit, or N to write. Here stands how often each name was given, layer by layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a class, a margin between two, a boundary between grades, or a channel of a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a data set: a project, a folder, a table or an HDF5 file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a finding to see its photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of photographs, with a table of labels in it or beside it, and start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a grade by its key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a method and survey: which share of the evidence lies in each sector of the ETDRS grid, on the disc, in the arcades, and where there is no eye at all (text, dust, border)?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model or weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photograph of the {title} from the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a photograph whose patient is known in the workspace Data first.</source>
        <translation>Elija primero en el espacio de trabajo Datos una fotografía cuyo paciente se conozca.</translation>
    </message>
    <message>
        <source>Choose a project, a table or an HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run in Train: its report can then be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a table of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a table of reference grades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a tool and paint over a lesion, draw round it, or click on a region of the map or on a lesion whose mask is shown (with Shift: on all of them). The probabilities follow; the photograph&apos;s file is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose first where the patch comes from: click there with Ctrl held, on this or another photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how photographs are read: alone, for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose labels and photographs of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the panel of photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of each visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the built-in recipes again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose other photographs, or add some in Data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose photographs in the workspace Data first, in a project that may be written to.</source>
        <translation>Elija primero fotografías en el espacio de trabajo Datos, en un proyecto en el que se pueda escribir.</translation>
    </message>
    <message>
        <source>Choose photographs to look at</source>
        <translation>Elegir fotografías para ver</translation>
    </message>
    <message>
        <source>Choose photographs, readers and arms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose ready-made changes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the channel of this layer that is most active on this photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the column with the names of the photographs, and the one with their labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder with your photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the language of the window</source>
        <translation>Elegir el idioma de la ventana</translation>
    </message>
    <message>
        <source>Choose the methods whose maps are judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the one that holds the photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the place of the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two photographs of the same eye. The later one is brought onto the earlier by its vessels, and both are explained for one class: what does the network look at now that it did not before?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the study is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose which are learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <source>Class folders with masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class names, in the order of the network&apos;s outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of label {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class order</source>
        <translation>Orden de clases</translation>
    </message>
    <message>
        <source>Class {blank} has no name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {channel}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Clases</translation>
    </message>
    <message>
        <source>Classes count by their photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of my own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of unequal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes to grade by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes {first} and {index} are both called &apos;{name}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see it by all models in the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see its photographs, the wrong ones first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see them, the worst first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see them, those with the most missed first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see these photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close projec&amp;t</source>
        <translation>&amp;Cerrar proyecto</translation>
    </message>
    <message>
        <source>Closing stops it after the step that it is at, with a checkpoint: nothing is lost, and it can be resumed in Train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>Co&amp;mparar</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Cohortes</translation>
    </message>
    <message>
        <source>Cohorts by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour scale: the up and down arrow keys move the threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours are normalised: {normalisation_titles} ({numbers}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours are normalised: {numbers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours are only divided by 255: usual for networks trained from scratch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours from {short_number} to {short_number_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combine models into one that answers for them all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Comandos</translation>
    </message>
    <message>
        <source>Commands and shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare in a &amp;grid</source>
        <translation>Comparar en una &amp;cuadrícula</translation>
    </message>
    <message>
        <source>Compare precisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare their maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing features with lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing precisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing the maps of models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing two visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison of photograph and overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparisons that are often made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute a stopped explanation to its end</source>
        <translation>Calcular hasta el final una explicación detenida</translation>
    </message>
    <message>
        <source>Compute the explanation to its end after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the null band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Calculando</translation>
    </message>
    <message>
        <source>Computing all channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the feature maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the map of the edited photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the null band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing the other layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing {title}</source>
        <translation>Calculando {title}</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>Contorno</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies of this study, in which others have read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy all that could not be placed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy c&amp;aption</source>
        <translation>Copiar &amp;leyenda</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy photograph and overlay to the clipboard</source>
        <translation>Copiar fotografía y superposición al portapapeles</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the grid as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this &amp;picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is shown in words: photograph, model, class, layer and method</source>
        <translation>Copiar en palabras lo que se muestra: fotografía, modelo, clase, capa y método</translation>
    </message>
    <message>
        <source>Copying the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correctness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop to the disc of light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop, scale and even out photographs in steps of your choice, with a preview, into a copy of the whole set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy and expected grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy and soft kappa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-validates: so many networks, each judged on photographs that it has not seen; 0: one network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting out the patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cutting out what the units see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darkened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deconvolutional network</source>
        <translation>Red deconvolucional</translation>
    </message>
    <message>
        <source>Decorrelated colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default pa&amp;rameters</source>
        <translation>Pa&amp;rámetros predeterminados</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete takes it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Descending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dictionary of the named features as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dictionary of this layer as PDF…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences between the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences, the first less the second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits grade · a click selects a mark, elsewhere dragging pans · Esc leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>Disco óptico</translation>
    </message>
    <message>
        <source>Disc and fovea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc and fovea stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc and fovea were not found: mark them at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc of light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc of light, equalised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc of light, less its local mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc of light, less its local mean, as in the thesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc, fovea and grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diversity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divide the labelled photographs by class and patient, with a seed; test sets can be locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divide the labelled photographs into parts for training, validation and test.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divider between photograph and overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Volver a hacer lo que se deshizo</translation>
    </message>
    <message>
        <source>Do it again (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the chosen step earlier (Alt+Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do the chosen step later (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Done again: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box around a lesion, or click two of its corners</source>
        <translation>Arrastrar un recuadro alrededor de una lesión, o hacer clic en dos de sus esquinas</translation>
    </message>
    <message>
        <source>Drag a box, or click two corners: {name} · </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag it or its corners · a double click on its line adds a corner, Shift+click takes one away · F2 renames, Del deletes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag, or use the left and right arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a line across the photograph: overlay on one side of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw another seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw round a lesion in one go, or click corner by corner; Enter ends it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw round a region to edit it</source>
        <translation>Rodear una región para editarla</translation>
    </message>
    <message>
        <source>Draw round it, or click corner by corner: {name} · </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the cards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn as the architecture&apos;s own library begins a training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws, after every epoch, where the network looks on a photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder of fundus photographs here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a model here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout behind them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xclude, or take in again</source>
        <translation>E&amp;xcluir, o volver a incluir</translation>
    </message>
    <message>
        <source>E&amp;xpected grade</source>
        <translation>Grado esperad&amp;o</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>E&amp;xplicar</translation>
    </message>
    <message>
        <source>E&amp;ye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each channel gets the distribution of a reference fundus.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each map in its own colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each model has one vote; ties go to the most accurate one where accuracy is measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each part gets its share of every class; the same seed divides the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each reader reads alone, full screen, by the keyboard. Answers are locked as they are given and kept at once: who leaves, or is interrupted, goes on exactly there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each step works on what the one before it has made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit a region of the map, or a lesion whose mask is shown, by a click; with Shift all of its kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit model c&amp;ard…</source>
        <translation>Editar &amp;ficha del modelo…</translation>
    </message>
    <message>
        <source>Edit names…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited photograph as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits (*.json *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits as JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eigen-CAM</source>
        <translation>Eigen-CAM</translation>
    </message>
    <message>
        <source>Empty the list of photographs; no file is touched</source>
        <translation>Vaciar la lista de fotografías; no se toca ningún archivo</translation>
    </message>
    <message>
        <source>Empty: at random. &apos;pretrained&apos;: what torchvision or timm offer, fetched once. Or a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: one that is held out for validation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends after so many epochs without a better figure; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends after so many steps without gain; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge the photograph</source>
        <translation>Ampliar la fotografía</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter locks it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Época</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Epochs without a better figure before that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equalise the lightness (CLAHE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Evaluación</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation of {known_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every class</source>
        <translation>Todas las clases</translation>
    </message>
    <message>
        <source>Every class counts alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every class with its probability. Click one to ask where the network sees it; Y asks why this one and not the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every grade equally often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every label is left out: nothing could be measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every photograph is explained once; its map is laid on the others when all are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every photograph occurs once in an epoch; those of rare classes count for more. At a strength of 1 all classes have the same say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every row found its photograph, and every photograph its row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence on one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence that networks with random weights reach as well is hatched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence that networks with random weights reach as well is hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence, earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence, later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exemplars</source>
        <translation>Ejemplares</translation>
    </message>
    <message>
        <source>Expected calibration error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain by the method before in the list</source>
        <translation>Explicar con el método anterior de la lista</translation>
    </message>
    <message>
        <source>Explain by the next method of the list</source>
        <translation>Explicar con el método siguiente de la lista</translation>
    </message>
    <message>
        <source>Explain the channel of the layer that is most active on this photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the class with the highest probability, on every photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the eighth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the fifth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the first class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the fourth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the log-odds of the third grade or above: is referred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the margin between the two most probable classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the mean of the grades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the ninth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the one place where the feature is clearest, or every place where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the photographs on which the models disagree by each of them, and say how alike the maps are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the predicted class of every photograph, whichever it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the probability of the class that is explained or predicted, instead of its logit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the second class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the seventh class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the sixth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the tenth class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the third class as listed in the panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain this channel on the photograph, in the Review workspace (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain what excites one channel of the selected layer</source>
        <translation>Explicar qué excita un canal de la capa seleccionada</translation>
    </message>
    <message>
        <source>Explain whichever class the network predicts, on every photograph</source>
        <translation>Explicar la clase que la red predice, en cada fotografía</translation>
    </message>
    <message>
        <source>Explaining the members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explicación</translation>
    </message>
    <message>
        <source>Explanations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all o&amp;verlays…</source>
        <translation>Exportar todas las &amp;superposiciones…</translation>
    </message>
    <message>
        <source>Export annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as &amp;COCO JSON…</source>
        <translation>Exportar como JSON de &amp;COCO…</translation>
    </message>
    <message>
        <source>Export as &amp;masks…</source>
        <translation>Exportar como &amp;máscaras…</translation>
    </message>
    <message>
        <source>Export as &amp;tables…</source>
        <translation>Exportar como &amp;tablas…</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export atlas as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export dictionary as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export overlays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export table of names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the grid as PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export view as PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export what-if picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export {value}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported {names}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported {path_name}</source>
        <translation>{path_name} exportado</translation>
    </message>
    <message>
        <source>Exported {path_name}: {count} pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting overlays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting the edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eye</source>
        <translation>Ojo</translation>
    </message>
    <message>
        <source>Eye known from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eyes by label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eyes by prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;irst layer</source>
        <translation>Pr&amp;imera capa</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Pantalla com&amp;pleta</translation>
    </message>
    <message>
        <source>F1, macro mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faithfulness and random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature extraction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feature maps</source>
        <translation>Mapas de características</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Características</translation>
    </message>
    <message>
        <source>Features leafs through what each layer has learned; Data keeps photographs and labels; Train, Evaluate and Study do what they say. Ctrl+K finds any command, F1 opens the guide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fi&amp;rst photograph</source>
        <translation>P&amp;rimera fotografía</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cifras</translation>
    </message>
    <message>
        <source>Figures as JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures by arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures by arm, with 95 % intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the evaluation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures with their intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures, with 95 % intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File names are in it: if they name patients, rename the photographs first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in a form, and train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in what a network is to learn from, and watch it learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in, large vessels stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled between vessels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter classes</source>
        <translation>Filtrar clases</translation>
    </message>
    <message>
        <source>Filter classes by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>Filtrar capas</translation>
    </message>
    <message>
        <source>Filter layers by name and type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter photographs by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command by typing a part of its name</source>
        <translation>Encontrar un comando escribiendo parte de su nombre</translation>
    </message>
    <message>
        <source>Find again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find new, changed, moved and missing photographs in the folders of the project</source>
        <translation>Encontrar fotografías nuevas, cambiadas, movidas y ausentes en las carpetas del proyecto</translation>
    </message>
    <message>
        <source>Find photographs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the photograph…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the strongest channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine structures on paths where everything speaks for the target; mostly edges, and much the same whatever the target is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine vessels are blurred beside the coarse ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First rows of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five depths of the network</source>
        <translation>Cinco profundidades de la red</translation>
    </message>
    <message>
        <source>Fixed by the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip left-right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip or turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip up-down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Focal gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold {fold}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the overlays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of masks to make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of photographs, table or HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of the photographs that it names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder with a folder a class in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders of JPEG, quality 95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders of PNG, without loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow prediction</source>
        <translation>Seguir la predicción</translation>
    </message>
    <message>
        <source>For each channel the nine photographs that excite it most, and what it sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the model&apos;s card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the processor&apos;s arithmetic; 0: as many as there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the whole map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For vision transformers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For what the range is worked out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget these files; none is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget this import and what it said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget what was marked by hand, and take what the program finds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Adelante</translation>
    </message>
    <message>
        <source>Fovea</source>
        <translation>Fóvea</translation>
    </message>
    <message>
        <source>Frame of the animation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frame the field of view of the selected layer at the pointer: all that it can see, and what counts of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From -1 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a probability of {threshold:.3f} on: {parts}. Click the curve for another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From one window to the next, in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next start on the window speaks {language}.</source>
        <translation>A partir del próximo inicio la ventana habla {language}.</translation>
    </message>
    <message>
        <source>From which patches a vision transformer gathers what its answer is read from; the same for every target, and blind to everything but attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From your choice to the picture; next to nothing where it was computed ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {short_number} to {short_number_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fundus photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fundus photographs with markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funduscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funduscope made a mistake. You can go on working. To have it mended, copy this report and send it to the authors: it holds no names of photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funduscope studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>G red-free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting sharper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Getting sharper: {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gini index of the map: 0 the same everywhere, 1 all in one pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every command the shortcut that it had from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every parameter of the method its default</source>
        <translation>Dar a cada parámetro del método su valor predeterminado</translation>
    </message>
    <message>
        <source>Give every parameter of this method its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a later digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it an earlier digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give names while leafing, or export a whole layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give numbers and ranges from 0 to {limit}, as in 0-3, 7; up to 64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 0 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 1 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 2 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 3 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 4 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 5 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 6 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 7 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 8 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the photograph the class number 9 of those that one grades by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the selected mark the name of another lesion</source>
        <translation>Dar a la marca seleccionada el nombre de otra lesión</translation>
    </message>
    <message>
        <source>Give the study a title.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give these keys to this command, and take them from the one that has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this command the shortcut that it had from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up the stroke, else the tool: dragging pans again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the photograph before that you have not annotated</source>
        <translation>Volver a la fotografía anterior que no ha anotado</translation>
    </message>
    <message>
        <source>Go forward to what was selected later</source>
        <translation>Avanzar a lo que se seleccionó después</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Go on (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on after grading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with a study of readers, or look at it</source>
        <translation>Continuar un estudio de lectores, o verlo</translation>
    </message>
    <message>
        <source>Go to the first photograph</source>
        <translation>Ir a la primera fotografía</translation>
    </message>
    <message>
        <source>Go to the last photograph</source>
        <translation>Ir a la última fotografía</translation>
    </message>
    <message>
        <source>Go to the layer before, nearer to the photograph</source>
        <translation>Ir a la capa anterior, más cerca de la fotografía</translation>
    </message>
    <message>
        <source>Go to the layer nearest to the answer</source>
        <translation>Ir a la capa más cercana a la respuesta</translation>
    </message>
    <message>
        <source>Go to the layer nearest to the photograph</source>
        <translation>Ir a la capa más cercana a la fotografía</translation>
    </message>
    <message>
        <source>Go to the next layer, nearer to the answer</source>
        <translation>Ir a la capa siguiente, más cerca de la respuesta</translation>
    </message>
    <message>
        <source>Go to the next photograph</source>
        <translation>Ir a la fotografía siguiente</translation>
    </message>
    <message>
        <source>Go to the next photograph that you have not annotated</source>
        <translation>Ir a la siguiente fotografía que no ha anotado</translation>
    </message>
    <message>
        <source>Go to the notes about the photograph</source>
        <translation>Ir a las notas sobre la fotografía</translation>
    </message>
    <message>
        <source>Go to the previous photograph</source>
        <translation>Ir a la fotografía anterior</translation>
    </message>
    <message>
        <source>Go to the workspace {name} first ({shortcut}).</source>
        <translation>Vaya primero al espacio de trabajo {name} ({shortcut}).</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Buena</translation>
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
        <translation>Grado</translation>
    </message>
    <message>
        <source>Grade &amp;0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade &amp;9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade the photograph by digits; a click selects a mark, dragging changes it, and pans elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades against the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades as they occur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grades of diabetic retinopathy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grass or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid of comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by &amp;patient</source>
        <translation>Agrupar por &amp;paciente</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>Guided Grad-CAM</source>
        <translation>Guided Grad-CAM</translation>
    </message>
    <message>
        <source>Guided backpropagation</source>
        <translation>Retropropagación guiada</translation>
    </message>
    <message>
        <source>HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HDF5 files (*.h5 *.hdf5);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hatch in the overlay what random networks reach as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Altura</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HiResCAM</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the photograph and stop the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding maps against masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a peak must stand above the saddle to the next one to be a region of its own, as a share of the highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far each step goes (Adam)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far labels are not believed, 0 to 0.99.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the maps a&amp;gree…</source>
        <translation>Concord&amp;ancia de los mapas…</translation>
    </message>
    <message>
        <source>How far the maps agree, in figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How good one model is, and whether to believe it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large it is will be said here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How loudly random networks speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many photographs are drawn; 0: all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many photographs are shown a second, here and in what is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many photographs have this label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many pixels of the network&apos;s input lie between two positions of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many; in brackets those whose map has no evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much easy photographs count less, with the focal loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of what random networks reach counts as nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each name was given, layer by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often every photograph is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure are you? A to F, or the arrow keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the channel becomes one number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the heads of a layer become one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the picture of features becomes a row of them; its own fits nearly always.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the rate changes: not at all, as a cosine, or when nothing gets better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the target&apos;s gain over an empty photograph divides among the pixels; it depends on what counts as empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How wide the brush is, in pixels of the photograph ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ICDR grades 0-4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the classes are grades in rising order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image &amp;quality</source>
        <translation>&amp;Calidad de imagen</translation>
    </message>
    <message>
        <source>Image quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image, part or fold, label, class weight and how often it occurs in an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageNet&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ImageNet&apos;s mean and deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Import COCO JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import labels first: every part gets its share of each class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported labels, and what &amp;was left out…</source>
        <translation>Etiquetas importadas, y las &amp;omitidas…</translation>
    </message>
    <message>
        <source>Importing annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an epoch every class occurs equally often: of smaller classes photographs are repeated (oversampling), of larger ones some are left out, others in each epoch (undersampling).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an epoch, when resampling; 0: as many as the largest has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In full (needs CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In order, separated by semicolons, where the data set does not name them. Grades have an order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In shares of the side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which part of the eye the evidence lies, and alarms where there is no eye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {count:,} of {count_2:,} photographs the evidence lies where there is no eye, or on the rim of the field: perhaps the network follows a shortcut. They stand first below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner inferior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner nasal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner superior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inner temporal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input x gradient</source>
        <translation>Entrada x gradiente</translation>
    </message>
    <message>
        <source>Inside the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Gradientes integrados</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intervals come from 2,000 resampled sets of photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU at 25 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU at 50 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU at 75 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU, best level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds until the program is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is here: {report}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the folder &apos;docs&apos; of its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no convolution: it has no weights that could be shown as pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is remembered for these labels and this model&apos;s classes, and can be changed in Evaluate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been moved or renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It shows what a trained network says of fundus photographs, and where it looks. Two minutes on the sample photographs, which are rendered: what is on them is known. It is a research tool, not for clinical use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stands here in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its logits spread by {short_number} over the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its maximum lies {peak_moved:.0%} of the shorter side away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its model can be opened in Train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its photographs stay in their parts, and its test photographs in the test part of every other split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its width.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>J and a digit; or the digit alone while the tool to look and grade is in hand (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG, PNG, TIFF, BMP and WebP, of any size and depth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jet (classic)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kappa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kappa, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both eyes, and all photographs, of a patient on one side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it among the pinned views, whatever is selected later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep method, layer, class and model as they are now, to compare them with what is selected later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep patients together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep study as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the limits of the cells for the next photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the selected photographs out of splits, training and prediction; no file is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep these steps as a recipe file, for the command line too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what speaks against the target, below 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps weights small; biases are spared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Núcleos</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Keys: {keys} to {keys_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L&amp;arger brush</source>
        <translation>Pincel más &amp;grande</translation>
    </message>
    <message>
        <source>L&amp;ast photograph</source>
        <translation>Ú&amp;ltima fotografía</translation>
    </message>
    <message>
        <source>LaTeX (*.tex)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LaTeX…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Label &amp;conflicts</source>
        <translation>&amp;Conflictos de etiquetas</translation>
    </message>
    <message>
        <source>Label conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label without a photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Labels and classes have different names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels go to photographs by the names of their files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Langua&amp;ge…</source>
        <translation>I&amp;dioma…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Larger tiles (Ctrl with the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest deviation of a Gaussian. Hides microaneurysms soon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference from double precision: {short_number} of the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later less earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay its curves over the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lay the map over the photograph</source>
        <translation>Superponer el mapa a la fotografía</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Layer of the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer of the other model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LayerCAM</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Layers and sizes of the architecture where it leaves a choice; empty: its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers by themselves, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaf through what each layer has learned</source>
        <translation>Hojear lo que ha aprendido cada capa</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave Funduscope; the arrangement is remembered</source>
        <translation>Salir de Funduscope; se recuerda la disposición</translation>
    </message>
    <message>
        <source>Leave it off for what is handed on: hashes then stand for names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out of the overlay what random networks reach as well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave photographs of the chosen findings out, or relabel them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the grid (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left and right change places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>Ojo izquierdo</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, since it cannot be read: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out: {partition}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion by lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion by lesion: {method} at {layer} (choose another row above)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion to mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesions have no side that is up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesions hit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less local mean (Vincenzi)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less local mean, masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let go of the project; all of it is saved already</source>
        <translation>Cerrar el proyecto; todo está ya guardado</translation>
    </message>
    <message>
        <source>Let readers grade photographs alone and with the network&apos;s help, or judge its maps without knowing whose they are; then see what it changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let readers grade photographs with and without the network</source>
        <translation>Hacer que lectores gradúen fotografías con y sin la red</translation>
    </message>
    <message>
        <source>Let readers grade photographs with and without the network, or judge its maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lightness equalised (Casini)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like Grad-CAM, but small and repeated lesions count as much as one large one; how strong the support is, it does not say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all shortcuts, and change them</source>
        <translation>Ver todos los atajos, y cambiarlos</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a model, or import trained weights</source>
        <translation>Cargar un modelo o importar pesos entrenados</translation>
    </message>
    <message>
        <source>Loading the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the network library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the renderers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading {path_name}</source>
        <translation>Cargando {path_name}</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Cargar…</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>Localización</translation>
    </message>
    <message>
        <source>Lock and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock it once something was measured on its test part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock it: its test photographs are never trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock limits across photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the answer; it cannot be changed afterwards (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the limits across photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at every photograph of a folder</source>
        <translation>Ver todas las fotografías de una carpeta</translation>
    </message>
    <message>
        <source>Look at it in Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at photographs with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at photographs, and at where the network looks</source>
        <translation>Ver fotografías, y dónde mira la red</translation>
    </message>
    <message>
        <source>Look at rendered photographs whose lesions are known, with a model that was trained on their like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the edited photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the maps of all channels of the layer at once, by saliency or occlusion, and choose one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the maps of all channels of this layer at once, and choose one of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the photograph as it is (or hold H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for photographs that are broken, no fundus, badly exposed, there twice or labelled in two ways</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for photographs that were moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look through the photographs first, in &apos;Strongest&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look through the photographs first, or start from noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for a CUDA card…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the photograph of the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into the patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into the photographs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into the project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking through the photographs: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking whether this can be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking whether this can be prepared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>Loss by learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;ethod</source>
        <translation>Mé&amp;todo</translation>
    </message>
    <message>
        <source>M&amp;irror</source>
        <translation>Refle&amp;jar</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Macro mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made {path_name}: an ensemble, and the model that is asked from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Majority vote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a project: one file that knows photographs by their content, with labels, predictions and annotations</source>
        <translation>Crear un proyecto: un archivo que reconoce las fotografías por su contenido, con etiquetas, predicciones y anotaciones</translation>
    </message>
    <message>
        <source>Make an ensemble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an ensemble…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make exemplars: pictures that are changed step by step until a channel answers as strongly as it can. They say what excites it most, not what it is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make others for this layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make photographs with known truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make probabilities mean what they say, in a new model file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the brush narrower</source>
        <translation>Hacer el pincel más estrecho</translation>
    </message>
    <message>
        <source>Make the brush wider</source>
        <translation>Hacer el pincel más ancho</translation>
    </message>
    <message>
        <source>Make the method, layer, class and model of this cell the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the photograph smaller</source>
        <translation>Reducir la fotografía</translation>
    </message>
    <message>
        <source>Making &apos;{title}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making an ensemble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making exemplars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map {letter} of {count}: does it show why the network says &apos;{called_name}&apos;?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Mapas</translation>
    </message>
    <message>
        <source>Maps of all layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps of many eyes laid on each other, by grade, camera or any column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps of the cohorts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps of the members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark a &amp;box</source>
        <translation>Marcar un r&amp;ecuadro</translation>
    </message>
    <message>
        <source>Mark a &amp;point</source>
        <translation>Marcar un &amp;punto</translation>
    </message>
    <message>
        <source>Mark a &amp;region</source>
        <translation>Marcar una re&amp;gión</translation>
    </message>
    <message>
        <source>Mark lesions in Review (Annotate), or put masks beside the photographs as MA/IDRiD_01_MA.png.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks lie beside the photographs, in masks/CODE/NAME_CODE.png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks that lie beside photographs as MA/IDRiD_01_MA.png</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks that lie beside photographs, and what readers have drawn on them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match histograms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum: {maximum:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>McNemar p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>McNemar&apos;s exact test: by chance each is right more often as likely as the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean and deviation 0.5: usual for Inception, many ViT and some timm networks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean and deviation that the starting weights expect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean difference: {short_number} of the range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the logits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of the probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of {count:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean shares of the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean, 95 % interval, and in brackets what a map that knows nothing reaches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure models, and whether they look at the disease</source>
        <translation>Medir modelos, y si miran la enfermedad</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the effective field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members are measured on photographs with labels: open a project that has some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members are measured on the photographs of a project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members count by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Members of the ensemble</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Method: {tip}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Métodos</translation>
    </message>
    <message>
        <source>Methods against one another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods by layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods from top to bottom, the three most probable classes from left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Methods to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misled: right before, then the network&apos;s wrong grade. Against “before aid” are the grades of the same reading, against “alone” those of another day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MobileNetV2 with a dense layer of 256 behind average pooling, lightness equalised, the changes of Figure 3.1 (how far they go is our reading), classes brought to equal size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Model (*{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model to stand beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Models (*.safetensors);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin *.pkl);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models with predictions here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models, weights and exported views may be dropped as well, anywhere on the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More networks make the range steadier, and take longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most &amp;uncertain first</source>
        <translation>Las más &amp;inciertas primero</translation>
    </message>
    <message>
        <source>Multiplies the rate of all but the head; 0.1 to tune gently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the rate where nothing gets better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My models</source>
        <translation>Mis modelos</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NAME=MARKER+MARKER, separated by commas. Markers: {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name fewer, or make fewer of each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name photographs by their files, which may say whose they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name pictures and rows by their files, which may say whose they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the readers, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Named there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Nombres</translation>
    </message>
    <message>
        <source>Names from the vocabulary or your own, several with a semicolon; Enter goes on (N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names or initials, separated by commas; each reads by themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Natural markers (5 classes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt without annotation</source>
        <translation>Siguiente sin a&amp;notación</translation>
    </message>
    <message>
        <source>Nearly the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a CUDA card, and this machine has none that torch can use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative predictive value: of what is not called so the share that is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Networks are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder or file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Nuevo proyecto…</translation>
    </message>
    <message>
        <source>New reader stud&amp;y…</source>
        <translation>Nuevo est&amp;udio de lectores…</translation>
    </message>
    <message>
        <source>New shortcut: press the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New split…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newer message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Next &amp;method</source>
        <translation>&amp;Método siguiente</translation>
    </message>
    <message>
        <source>No DR / DR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No command fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No computation was stopped.</source>
        <translation>No se detuvo ningún cálculo.</translation>
    </message>
    <message>
        <source>No disc of light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence for &apos;{target}&apos; at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence for this class at this layer: no value of the map is above zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No evidence in any photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feature has a name yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feature has a name yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figure: one of the maps has the same value everywhere, or they show no place in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No further epoch: the best one so far becomes the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No labels were imported yet. Data, Import labels from a table… takes them out of a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer watch {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No map of these photographs could be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No masks for this photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>No hay ningún modelo abierto</translation>
    </message>
    <message>
        <source>No model was asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph has a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph meets these conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph of the {value} eye is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No photograph there has a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No program gets a picture out of these. Replace them by other copies, or leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>No hay ningún proyecto abierto</translation>
    </message>
    <message>
        <source>No rate stands out: the loss never fell. Drag the line to the rate to take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No region of the map is here, and no lesion whose mask is shown: click on what the map marks, or show masks (T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No split yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No study yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No two cells are measured in the same unit: each keeps its own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No usual names are known for this number of classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value of the map is a number: {place} says nothing about &apos;{target}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No view is pinned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody asks a network in &apos;{title}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noisy copies of the photograph, a pass each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of these photographs has a {parts}{by}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked: {title}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not computed: choose the layer to compute its map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not for clinical use</source>
        <translation>No apto para uso clínico</translation>
    </message>
    <message>
        <source>Not found: drag disc and fovea to where they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not gradable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not heard of for {span}: its process was ended, or {host} is out of reach. It can go on from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not referable / referable DR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing could be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is animated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being computed.</source>
        <translation>No se está calculando nada.</translation>
    </message>
    <message>
        <source>Nothing round and lit on a dark ground: another picture, a detail, or a photograph whose border was cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing says which eye {path_name} shows: add it to a project to have it guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found that looks wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was trained yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written of how it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Null band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Null band hatched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Null band hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NumPy archive (*.npz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers and ranges, up to {most}; a number twice makes two exemplars of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Oclusión</translation>
    </message>
    <message>
        <source>Of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of SGD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of each convolution, as &apos;32, 64, 128, 256&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the cascade from the top layer down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the model; empty: the run&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the noise; one seed gives the same exemplars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the other photographs the share that is not called so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the part that knows the order of grades.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this machine, which share each batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way to the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On no lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {host}, read-only. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One class and not another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One colour is one value in all maps of a check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One colour means one value in all cells whose values are measured in the same unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One colour means one value in all maps; otherwise each is stretched to its own range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One column cannot hold both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One file beside them; the photographs stay where they are, and as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One fold cannot be held out: choose two or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One name a line. The first ten are given by the digits 1 to 9 and 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One photograph compressed, scaled or lit otherwise, or one eye taken twice in a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One photograph under several names: it counts several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One photograph, or nearly, with labels that cannot both be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One range for all places: steadier, and blind to where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale a unit: {words}{rest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale for all: {measure_words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One scale for the whole sequence, in raw units; the mark is the largest value of this frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One turn, level axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One turn, slanting axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One turn, upright axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a new head on features that stay as they are: quick, and all that a hundred photographs allow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only over the disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only photographs whose label is another one</source>
        <translation>Solo fotografías cuya etiqueta es otra</translation>
    </message>
    <message>
        <source>Opacity of the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Abrir &amp;carpeta…</translation>
    </message>
    <message>
        <source>Open &amp;model or weights…</source>
        <translation>Abrir &amp;modelo o pesos…</translation>
    </message>
    <message>
        <source>Open &amp;pasted files</source>
        <translation>&amp;Abrir archivos pegados</translation>
    </message>
    <message>
        <source>Open &amp;samples</source>
        <translation>Abrir &amp;ejemplos</translation>
    </message>
    <message>
        <source>Open &apos;{model_name}&apos; to have its maps in the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of photographs to see what each channel finds in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder whose photographs follow each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder, drop files on the window, or walk with the arrow keys Left and Right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model and ask it about every photograph of the project; its answers are kept there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model first, and a project that may be written to.</source>
        <translation>Abra primero un modelo y un proyecto en el que se pueda escribir.</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>Abra primero un modelo.</translation>
    </message>
    <message>
        <source>Open a model first: the sequence shows where it looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model or weights file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model that grades from 0 to 4 first.</source>
        <translation>Abra primero un modelo que gradúe de 0 a 4.</translation>
    </message>
    <message>
        <source>Open a model to see what the edits change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model, or trained weights, to see what each layer has learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model: both photographs are explained by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model: every photograph of the project is explained once by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model: its maps are held against the masks and marks of the project&apos;s photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model: the grid shows where it looks, by different methods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photograph and a model first, and choose a layer.</source>
        <translation>Abra primero una fotografía y un modelo, y elija una capa.</translation>
    </message>
    <message>
        <source>Open a photograph and a model first.</source>
        <translation>Abra primero una fotografía y un modelo.</translation>
    </message>
    <message>
        <source>Open a photograph and a model that is made of several first.</source>
        <translation>Abra primero una fotografía y un modelo formado por varios.</translation>
    </message>
    <message>
        <source>Open a photograph and a model with two or more classes first.</source>
        <translation>Abra primero una fotografía y un modelo con dos o más clases.</translation>
    </message>
    <message>
        <source>Open a photograph and a model: here the photograph can be edited, and the probabilities follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photograph and a model: the map that is then shown can be checked here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photograph and a model: the window shows what each channel of the layer sees in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photograph first.</source>
        <translation>Abra primero una fotografía.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first, and say in the panel Annotate who reads.</source>
        <translation>Abra primero una fotografía de un proyecto y diga en el panel Anotar quién lee.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first, whose classes have such a grade.</source>
        <translation>Abra primero una fotografía de un proyecto cuyas clases tengan ese grado.</translation>
    </message>
    <message>
        <source>Open a photograph of a project first.</source>
        <translation>Abra primero una fotografía de un proyecto.</translation>
    </message>
    <message>
        <source>Open a photograph: all cells of the grid show the same one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a photograph: here it is graded and described, and lesions are marked on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Abrir un proyecto</translation>
    </message>
    <message>
        <source>Open a project and a model: maps of its photographs are laid on each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project with labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project: its photographs are surveyed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project: maps are held against masks of its photographs, and what readers drew on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project: models are compared on its photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a second model and ask it about the photographs of the project (Data &gt; Predict all); its answers are kept there, and it appears here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a study that is not in the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open each of the models once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open edits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir carpeta…</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it when it is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with the newer Funduscope that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model or weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model or weights…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model…</source>
        <translation>Abrir modelo…</translation>
    </message>
    <message>
        <source>Open one that was exported from the panel &apos;What if&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open or make a project first, one that may be written to.</source>
        <translation>Abra o cree primero un proyecto en el que se pueda escribir.</translation>
    </message>
    <message>
        <source>Open or make a project first.</source>
        <translation>Abra o cree primero un proyecto.</translation>
    </message>
    <message>
        <source>Open photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photographs first.</source>
        <translation>Abra primero fotografías.</translation>
    </message>
    <message>
        <source>Open photographs in the window to see here what becomes of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation>Abrir fotografías…</translation>
    </message>
    <message>
        <source>Open pro&amp;ject…</source>
        <translation>Abrir pro&amp;yecto…</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Abrir proyecto…</translation>
    </message>
    <message>
        <source>Open reader st&amp;udy…</source>
        <translation>Abrir est&amp;udio de lectores…</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the files, folders or paths that are on the clipboard</source>
        <translation>Abrir los archivos, carpetas o rutas del portapapeles</translation>
    </message>
    <message>
        <source>Open the form with the parameters of the method</source>
        <translation>Abrir el formulario con los parámetros del método</translation>
    </message>
    <message>
        <source>Open the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the model once; it can then be calibrated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the one that these edits belong to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the trained model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open them once, and they can be shown side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {path_name}</source>
        <translation>Abriendo {path_name}</translation>
    </message>
    <message>
        <source>Opening {path_name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinal weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Original &amp;size</source>
        <translation>Tamaño &amp;original</translation>
    </message>
    <message>
        <source>Other random changes of the same photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of focus, as wide as the region at full strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of {count} photographs{also}. Click: where it is; Enter: in Review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outer inferior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outer nasal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outer superior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outer temporal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline what is known to be on the photograph: the masks that lie beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlined masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over- and undersample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Overlays are being exported already; cancel that below, or wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlays need photographs and a model: open both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlays of many photographs are of classes: choose a class as the target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf);;HTML (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Página</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Pages of the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over a region to see what the network says without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint over an edit to have the photograph back there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs of eyes of different classes</source>
        <translation>Pares de ojos de clases diferentes</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of a command&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial map: stopped before it was whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partial map: stopped, {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the inner fundus are washed out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients, if any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Pause (P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>Fotografía</translation>
    </message>
    <message>
        <source>Photograph on the left, overlay on the right</source>
        <translation>Fotografía a la izquierda, superposición a la derecha</translation>
    </message>
    <message>
        <source>Photograph only</source>
        <translation>Solo fotografía</translation>
    </message>
    <message>
        <source>Photograph viewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photograph without a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Fotografías</translation>
    </message>
    <message>
        <source>Photographs (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.gif *.dcm *.dicom *.h5 *.hdf5);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs a step; 0: found for this machine when it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs are being made already; cancel that below, or wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs are being prepared already; cancel that below, or wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs are told by a number and by their content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs by their evidence where there is no eye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs get the colours of the one that is shown beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs have changed since they were looked through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs of a patient stand together</source>
        <translation>Las fotografías de un paciente van juntas</translation>
    </message>
    <message>
        <source>Photographs of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs of each class in an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs of my own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs on which the models disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs that are open ({count:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs that the Data workspace shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs to audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs to prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs to put markers into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs with contradicting labels</source>
        <translation>Fotografías con etiquetas contradictorias</translation>
    </message>
    <message>
        <source>Photographs with the same value stand together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs without a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs, most evidence where there is no eye first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures that are made to excite a channel, or a class, as much as possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures that excite channels of the layer, or the logits of classes, most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin what is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin what is selected, or the cell of a grid by its menu; choose another view and pin that as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned views</source>
        <translation>Vistas fijadas</translation>
    </message>
    <message>
        <source>Pinned: {count} of {most_cells} views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plasma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plateau factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plateau patience</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the photographs in order, with what the network says of each and where it looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play the training from its beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointing game</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointing game, with margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points on the way from the baseline, a pass each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position in the sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Positive predictive value (precision): of what is called so the share that is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Posteriors along the sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pre&amp;vious without annotation</source>
        <translation>Anterior sin anota&amp;ción</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Predicho</translation>
    </message>
    <message>
        <source>Predicting with {card_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Predicción</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare the study first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepared photographs are kept on disk, up to so much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing a preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presets ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Animate: the {count} photographs are asked in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pretrained weights, fetched once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Anterior</translation>
    </message>
    <message>
        <source>Previous met&amp;hod</source>
        <translation>Método an&amp;terior</translation>
    </message>
    <message>
        <source>Pro&amp;bability of the class</source>
        <translation>Pro&amp;babilidad de la clase</translation>
    </message>
    <message>
        <source>Probabilities before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <source>Probability of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects, tables and HDF5 (*.funduscope *.csv *.tsv *.xlsx *.h5 *.hdf5);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a step behind the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put every panel back to where it was at first</source>
        <translation>Devolver cada panel a su lugar inicial</translation>
    </message>
    <message>
        <source>Put it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quadratic weighted kappa</source>
        <translation>Kappa con ponderación cuadrática</translation>
    </message>
    <message>
        <source>Quadratic weighted kappa, the first less the second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Calidad</translation>
    </message>
    <message>
        <source>R&amp;eport of run…</source>
        <translation>&amp;Informe de la ejecución…</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random as a whole; the verdict rests on their median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random networks speak more quietly: their maps are hardly seen in the colours of this one. Without the same colours for all, their structure is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Random: {parts}{ending}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Randomised weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank correlation of the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank correlation with maps of networks of random weights: better the lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank correlation with the original: {figure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate of features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>Re&amp;giones</translation>
    </message>
    <message>
        <source>Re&amp;name the mark…</source>
        <translation>Cambiar el &amp;nombre de la marca…</translation>
    </message>
    <message>
        <source>Read as {reader_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {reader_name}, full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read how everything is done; it needs no network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read what the maps of the chosen method mean, and how they mislead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader A, Reader B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader and arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader by reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reader study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readers begin when its answers and maps are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readers shall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readers shall see what a network says: open a model first (Ctrl+M).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading masks…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the masks of {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall of each class, validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiver operating characteristic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent mo&amp;dels</source>
        <translation>Mo&amp;delos recientes</translation>
    </message>
    <message>
        <source>Recent p&amp;hotographs</source>
        <translation>Fotografías &amp;recientes</translation>
    </message>
    <message>
        <source>Recent p&amp;rojects</source>
        <translation>Pro&amp;yectos recientes</translation>
    </message>
    <message>
        <source>Receptive field: {receptive_field_text}; stride {pair_text} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.json);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised from the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Refera&amp;ble</source>
        <translation>Deriva&amp;ble</translation>
    </message>
    <message>
        <source>Referable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referable: {names} or above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referred from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referred…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions: where the evidence gathers, without colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered by {matches} matching points ({value} map): held-out points miss by {error_px:.1f} px ({error_share:.2%} of the field), {overlap:.0%} of the field in common, vessels correlate {likeness:.2f}. &apos;{class_names}&apos;: probability {probabilities:.2f}, then {probabilities_2:.2f}; predicted &apos;{class_names_2}&apos;, then &apos;{class_names_3}&apos;. Rank correlation of the maps {alike}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembering labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove all what-if &amp;edits</source>
        <translation>Quitar todas las &amp;ediciones de prueba</translation>
    </message>
    <message>
        <source>Remove its labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the filter {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {labels:,} labels that &apos;{name}&apos; says?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Render fundus photographs with lesions, put markers into photographs, or throw dice, with a mask of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered eyes, labelled by the grade of diabetic retinopathy, with a mask of every lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered photographs whose lesions are known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendering examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the experiments of the works this program grew from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the experiments of the works this program grew from, with figures that they lacked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat, and leave out, photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repor&amp;t of this photograph…</source>
        <translation>&amp;Informe de esta fotografía…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of &apos;{folder_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of this photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report of {model_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reproduce experiments…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reproduce: the experiments of the works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset to defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize the shorter side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reanudar</translation>
    </message>
    <message>
        <source>Retinal dictionary of {card_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return to what was selected before</source>
        <translation>Volver a lo que estaba seleccionado antes</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Revisión</translation>
    </message>
    <message>
        <source>Right by the first only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>Ojo derecho</translation>
    </message>
    <message>
        <source>Right or partly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right or partly, difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right, difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rim of the field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows with the same entry stay on one side of the split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows without a photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows: reference. Columns: grade. Click a cell to see its photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation>&amp;Mostrar</translation>
    </message>
    <message>
        <source>S&amp;trongest channel</source>
        <translation>Canal más in&amp;tenso</translation>
    </message>
    <message>
        <source>S&amp;wipe</source>
        <translation>&amp;Cortina</translation>
    </message>
    <message>
        <source>SGD with Nesterov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SSIM {figure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SSIM: {figure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saliency</source>
        <translation>Saliencia</translation>
    </message>
    <message>
        <source>Saliency averaged over noisy copies, so that accidents of single pixels cancel; a calmer picture, not a truer one for this very photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save JSON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Save calibrated model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save calibrated model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save cohort maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save every frame as {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save maps…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save photograph and overlay in full resolution, with what is needed to restore the view</source>
        <translation>Guardar fotografía y superposición a resolución completa, con lo necesario para restaurar la vista</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the edited picture or the edits; the photograph itself is never changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the grid as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the overlays of many photographs as PNG, with a table of what their maps come to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the settings, and give them to a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what the checks came to, without the name of the photograph&apos;s file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {written_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say file name, date, camera and patient number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what labels mean on the page Figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what labels mean…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the photographs are, and where their copies go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the photographs go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which class of the model each label means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which photographs are to be audited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale of the colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale the fundus to a radius</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scaled to its own maximum; compare layers by their numbers, not by these colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score-CAM</source>
        <translation>Score-CAM</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search name, folder, patient, notes …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search photographs</source>
        <translation>Buscar fotografías</translation>
    </message>
    <message>
        <source>Search the project by name, folder, patient, notes and columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds a photograph, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds a photograph, median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds after the aid, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds, median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what each part of a split holds, lock it, balance its classes, and write it as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See where the labels come from, and which rows and photographs of each import found no counterpart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See whether the map comes from what the network has learned: the same map from networks with random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Seed of the random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensibilidad</translation>
    </message>
    <message>
        <source>Sensitivity, referable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set up a training of this project with these parts and this balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Settings from a file (TOML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of a training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of a training (*.toml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several labels mean &apos;{twice}&apos;. They are counted together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several models side by side, where they disagree, and ensembles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Forma</translation>
    </message>
    <message>
        <source>Share held out to choose the best epoch, 0 to 0.99.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share left out before and behind the dense layer, 0 to 0.99.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share left out behind each dense layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of features that the head does not see in a step; -1: the network&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the highest peak down to which regions reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the rate at the end of the cosine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share that is looked at once, at the end; 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Atajo</translation>
    </message>
    <message>
        <source>Shorter side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &apos;{nearest}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show and edit the card of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a &amp;table</source>
        <translation>Mostrar como &amp;tabla</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it as in a mirror, wherever it is shown; no file is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it turned, as one taken through a condensing lens must be, everywhere; no file is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one pixel of the photograph as one of the screen</source>
        <translation>Mostrar un píxel de la fotografía como uno de la pantalla</translation>
    </message>
    <message>
        <source>Show only photographs in whose name each of these words occurs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only photographs of which each of these words is known, in whatever column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only photographs with certain labels, predictions, eyes, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the panel &apos;{title}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the panel &apos;{title}&apos; ({shortcut})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the bare photograph for as long as H or the space bar is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the best and the worst cases with their maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the left eye as if it were a right one, so that the two can be compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the map&apos;s own cells instead of smooth values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photograph as it is; undo brings the edits back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photograph without overlay</source>
        <translation>Mostrar la fotografía sin superposición</translation>
    </message>
    <message>
        <source>Show the photographs as a grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photographs as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photographs of the project as a table instead of a grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the photographs of this class, those that are called otherwise first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the regions in which the evidence gathers, and what the strongest unit sees, instead of colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the right and the left eye beside each other, each with its own map, linked in zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the same of this architecture with random weights (what was learned, and what comes for free), or of another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the selected photographs as in a mirror, wherever they are shown; no file is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole photograph</source>
        <translation>Mostrar toda la fotografía</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Lado a lado</translation>
    </message>
    <message>
        <source>Side by side, with 95 % intervals; the highest is bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the convolutions, without padding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the input for which its weights are made, in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the max-pooling behind each convolution, as &apos;2, 2, 3, 5&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the network&apos;s input. Small lesions need many pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of the square that is hidden, in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six ways to read the gradient at the network&apos;s input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six ways to weight the channels of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small inputs, few photographs, few epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller tiles (Ctrl with the wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SmoothGrad</source>
        <translation>SmoothGrad</translation>
    </message>
    <message>
        <source>So long a reader does not see a photograph again in another arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So long the rate rises from near 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So many exemplars of each, which the price of being alike drives apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by the uncertainty of the prediction</source>
        <translation>Ordenar por la incertidumbre de la predicción</translation>
    </message>
    <message>
        <source>Sort by {title_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort, filter, clean and annotate the photographs of a project</source>
        <translation>Ordenar, filtrar, depurar y anotar las fotografías de un proyecto</translation>
    </message>
    <message>
        <source>Space zooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sparseness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spearman&apos;s rank correlation {value:.4f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spearman&apos;s rank correlation: 1 where two maps put all places in the same order, 0 where the order of the one says nothing of the other&apos;s, −1 where it is reversed. Methods that agree may be wrong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Especificidad</translation>
    </message>
    <message>
        <source>Specificity, referable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation>División</translation>
    </message>
    <message>
        <source>Split from a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits and &amp;balance…</source>
        <translation>Divisiones y &amp;equilibrio…</translation>
    </message>
    <message>
        <source>Splits and balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Square around the fundus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stacking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian that smooths the map before it is cut, as a share of the shorter side of what the network saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation, as a share of the range of values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from a preset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from noise, or from the mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Step of the exemplar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps are cut to this norm; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps in their order. Delete removes the chosen one, Alt+Up and Alt+Down move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of my own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the ascent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stop after this step with a checkpoint; nothing is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop here; everything that was locked is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop predicting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the explanation that is being computed; what there is of it stays, marked as partial</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before there was anything to show; Go on, in the panel Explanation, computes it after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. Choose the evidence again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: choose a method or a layer to compute it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: nothing is known of this check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: press Go on to compute it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: the map is partial.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping after this step, with a checkpoint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the class weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stretch the whole photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stride</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strongest</source>
        <translation>Más intensas</translation>
    </message>
    <message>
        <source>Strongest channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Estudio</translation>
    </message>
    <message>
        <source>Subtract the local mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtract the mean of each channel first, as pytorch-grad-cam does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Survey the photographs: right and left eyes are mirrored, laid on each other by disc and fovea, and averaged by grade, camera, correctness or any column of the project. Where disc or fovea are wrong, correct them on the page Anatomy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surveying eyes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Cortina</translation>
    </message>
    <message>
        <source>Switch this edit off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch this edit on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T outlines the lesions that are known to be there: look whether the map lies on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of reference grades</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a filter away, or search for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a saved recipe…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what was done last</source>
        <translation>Deshacer lo último que se hizo</translation>
    </message>
    <message>
        <source>Take both limits away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take every filter away</source>
        <translation>Quitar todos los filtros</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take labels from folder &amp;names</source>
        <translation>Tomar etiquetas de los &amp;nombres de carpeta</translation>
    </message>
    <message>
        <source>Take labels out of a CSV file or a spreadsheet; what finds no photograph is listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take photographs that no member was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take that share of the light away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the annotations of a COCO file in</source>
        <translation>Incorporar las anotaciones de un archivo COCO</translation>
    </message>
    <message>
        <source>Take the chosen step out (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the grade away</source>
        <translation>Quitar el grado</translation>
    </message>
    <message>
        <source>Take the last change back (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the last change of the form back (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the names from a text or JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the names from the clipboard: a line each, or separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the names of the folders for the classes of the photographs in them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected mark away; undo brings it back</source>
        <translation>Quitar la marca seleccionada; deshacer la recupera</translation>
    </message>
    <message>
        <source>Take the selected name away; marks that have it stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the shown photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the steps of a recipe file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the tool Select into the hand first, and choose a mark.</source>
        <translation>Tome primero la herramienta de selección y elija una marca.</translation>
    </message>
    <message>
        <source>Take these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this edit away (undo brings it back)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {rate:g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken in: {marks:,} marks on {photographs:,} photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature scaling, found on {get} photographs: a probability of 0.8 is meant to be right eight times in ten on such photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test and validation leave nothing to train on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test-time augmentation: every member also answers for the photograph seen so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texture blobs and a clean class (4 classes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Textures and objects put into a fundus, labelled by what they are, with a mask of each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you: everything is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That decode photographs ahead; 0: as many as leave a processor free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is all for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That train together, under SLURM or torchrun; the window trains on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The activation of channel {channel} of {layer}: {aggregate_words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best by the figure that is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The boundary above a grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The brightest colour of each cell is its own largest value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption is on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channels are scaled to one mean over the disc of light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choice holds from the next start on. Where a language is there in part, what is not translated yet stays English, as do messages that the computing part composes, and all files that are written.</source>
        <translation>La elección vale a partir del próximo inicio. Donde un idioma está solo en parte, lo que aún no está traducido queda en inglés, igual que los mensajes que compone la parte de cálculo y todos los archivos escritos.</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock stands still, and nothing is seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours are the evidence for the class that is explained. Hold H for the bare photograph; the wheel zooms; G shows several maps beside each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The damaged file is kept as &apos;{kept_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc of light has few pixels, or the photograph another size than nearly all others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc of light with its lightness equalised in 5 x 5 tiles (Casini et al. 2022).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc of light, four times what differs from its surroundings, on grey (Vincenzi 2017).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disc of light, four times what differs from its surroundings, on grey; the mean is taken over what is lit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The eighth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exemplars are begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fifth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figure of the validation photographs by which epochs are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file ends before its picture does. Copy it again from where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of &apos;{model_name}&apos; is not known on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of a study ends in {suffix}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file stays where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {missing} of these models are not known on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fine structures of guided backpropagation where Grad-CAM is warm; the details are not specific to the target.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first less the second, with its 95 % interval over resampled patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first less the second, with the interval and p value of DeLong&apos;s test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first part that is trained, as &apos;block5_conv1&apos; of a VGG or &apos;layer4&apos; of a ResNet; the rest stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first photographs as the network sees them will be here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first pictures come in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first ten are chosen by the digits 1 to 9 and 0. Short names are those of folders of masks; marks that were made keep theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first {most_values} of {count:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of samples is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fourth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fundus is scaled to a radius of {radius} pixels, and the middle square around it kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The green channel takes the place of all three.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guide was not installed with this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inner fundus is darker than in all but the darkest photographs that can be graded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kind of module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The labels of &apos;{name}&apos; are removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest change of the map under small noise: better the lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest strength of the picture, for pixels alone; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest weight of the layer in full colour, or the largest of each kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer has {channels} channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer has {count} channels: 0 to {count_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer of the other model; at first that of the same name, else of the same depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer whose channel is explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer whose channel is explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer&apos;s name in the network; arrow keys walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lightness is equalised in {tiles} x {tiles} tiles, limit {clip_limit:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line is where the loss falls fastest. It can be dragged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log-odds of a grade above {names}; 0 where above and not above are as likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log-odds of {names} or above, which is when patients are referred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logit of whichever class is predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logit of {names} less that of {names_2}: what tells the two apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The logit of {names}, before the softmax: it does not depend on the other classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lower end of the band, cell by cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lower limit is 0 or less, the upper one 0 or more, and one of them is not 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lower limit is 0 or more, and the upper one is above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map after small changes of the photograph, and of other models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map after small changes of the photograph, and of your other open models: one that flips is not to be built on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map can be checked once it is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map follows the edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map in half, single and double precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map in half, single and double precision: what differs is the arithmetic&apos;s, and no evidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is empty: nothing here speaks for what the network says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is partial: it can be checked once it is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map is zero everywhere: nothing speaks for or against &apos;{target}&apos; at {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map of each class; of the nine most probable where there are more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map that is checked. {range}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the grades, counted from 0 for the first class, by their probabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the logits: the geometric mean of the probabilities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mean of the probabilities; better models may count more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method and its parameters. Beneath stands what the map means and what it does not; Shift+F1 opens the page on it. Checks (K) tells whether the map comes from what was learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method at five layers, from the photograph to the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle square is kept in its proportions; the sides of a wide photograph are cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle {width} x {height} pixels are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle, as ImageNet&apos;s networks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of this view is not open, and was not seen on this machine. Its file has the SHA-256 {model}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model that is open has no such class.</source>
        <translation>El modelo abierto no tiene esa clase.</translation>
    </message>
    <message>
        <source>The models that are open, were open lately, or came with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most probable classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names that a new project begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is asked ahead, so that nobody waits: {done} of {total} photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is looking at the edited photograph…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network that is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network was not asked about {missing} of {total} photographs yet. Readers begin after that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network was not asked about {missing} photographs yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next photograph (Page Down)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next photograph cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ninth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The null band: what random networks reach on this photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one number that matters most: &apos;Find&apos; tries them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order of the photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other model is being loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parameters of &apos;{method_name}&apos; mean nothing to &apos;{method}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patch comes from here: paint where it goes, on this or another photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patch comes from {name}, x {x:.0f}, y {y:.0f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patch would come from outside of the photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph as it is: the edits are not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph before (Page Up)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph can be used, with reservations</source>
        <translation>La fotografía puede utilizarse, con reservas</translation>
    </message>
    <message>
        <source>The photograph cannot be graded</source>
        <translation>La fotografía no puede graduarse</translation>
    </message>
    <message>
        <source>The photograph is good</source>
        <translation>La fotografía es buena</translation>
    </message>
    <message>
        <source>The photograph is scaled until its shorter side has {size} pixels ({interpolation}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph is too poor, or shows no retina</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph is turned by half a turn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photograph of this view is not among the open ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photographs that are referred at this point, those that should not be first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photographs that are shown, in their order, with labels, predictions and splits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The photographs that should be referred and are not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is moved by up to so many pixels each step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture shows a partial map; here it is computed to its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture&apos;s record of how it was made is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price of differences between neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price of exemplars of one channel being alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability of a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability of {names}: it also falls because another class rises</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability while pixels are hidden, strongest first: better the lower; in brackets chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability while pixels are shown, strongest first: better the higher; in brackets chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project can only be looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project can only be looked at: it is open elsewhere, or may not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has a new format now; its copy is &apos;{migrated_from_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has labels of several kinds: {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no &apos;{given}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has no labels. Add a folder with class folders or a table of labels (Data menu).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project that is open does not have this photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range holds {share:.0%} of the random networks&apos; values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rank correlation of each map of the grid with each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receptive field: how much of the network&apos;s input one position of the layer depends on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same colours for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same in the scale of Quantus: better the lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same limits for rise and fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same map from networks with random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same map from networks with random weights: one that stays the same says nothing of what this network has learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same on both sides of a split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed divides the same photographs in the same way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed makes the same photographs, on every machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, with different labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed of the random weights; it is written into what is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seventh class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of all lesions that the map reaches, and that chance would</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the evidence on no lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The side of the square that the network reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sixth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split &apos;{name}&apos; is {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split &apos;{wish_name}&apos; is kept with the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The square around the disc of light is found and kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The square around the disc of light is kept: every camera&apos;s fundus gets the same size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps of a recipe that was saved in Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strongest patches are not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strongest pattern of the layer, whatever the target: what the network notices, not what it concludes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strongest photographs are not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table has no row, or no label, for these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The target is {short_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tenth class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The third class of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trained weights of each layer in random order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The upper end of the band, cell by cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view is on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view names a layer or class that its model does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view was written in format {version}, this program knows {format_version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The views that you pinned, whatever is selected now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights fit each of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of a convolution as pictures; grey is nought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights stay as they are, and so does this model file: a new one is written, whose card holds the temperature. Take photographs that the model was not trained on, and measure it on others again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole photograph is stretched to the network&apos;s square: nothing is lost, a fundus becomes an ellipse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole photograph is stretched to {width} x {height} pixels ({interpolation}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window trains on this machine alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {count:,} that are selected in Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {count:,} that the filter of the project leaves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their logits spread over the classes as far as those of this network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photographs to take the mean of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photographs {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no such photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no architecture &apos;{given}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no edit to erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file &apos;{text}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file and no path on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder &apos;{source}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no map yet: open a photograph and a model first.</source>
        <translation>Aún no hay mapa: abra primero una fotografía y un modelo.</translation>
    </message>
    <message>
        <source>There is no page &apos;{name}&apos; in the guide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photograph in &apos;{folder_name}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photograph in &apos;{folder}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photograph to edit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no photograph to sort by: choose one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no program that opens the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tool in the hand.</source>
        <translation>No hay ninguna herramienta en la mano.</translation>
    </message>
    <message>
        <source>There is no what-if edit on this photograph.</source>
        <translation>No hay ninguna edición «¿y si…?» en esta fotografía.</translation>
    </message>
    <message>
        <source>There is nothing after this selection.</source>
        <translation>No hay nada después de esta selección.</translation>
    </message>
    <message>
        <source>There is nothing before this selection.</source>
        <translation>No hay nada antes de esta selección.</translation>
    </message>
    <message>
        <source>There is nothing to do again here.</source>
        <translation>Aquí no hay nada que rehacer.</translation>
    </message>
    <message>
        <source>There is nothing to export yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo here.</source>
        <translation>Aquí no hay nada que deshacer.</translation>
    </message>
    <message>
        <source>These exemplars are of &apos;{made}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings as a file: for a server, or for later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They wait since training was paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This copy of the program has no samples.</source>
        <translation>Esta copia del programa no tiene ejemplos.</translation>
    </message>
    <message>
        <source>This layer cannot resolve a microaneurysm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This method has no parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This network has no convolution whose weights could be shown as pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project can only be looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project has no photographs yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This step has no parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This view as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This view is pinned already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three methods by three classes</source>
        <translation>Tres métodos por tres clases</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Tick methods, choose layers, and measure: does this model look at the lesions, and which map of it should you trust? Masks lie beside photographs as MA/IDRiD_01_MA.png, or are drawn in Review (Annotate).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick two models or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick two models or more; one is enough with another view of the photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Título</translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took network&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top and bottom change places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Recorrido</translation>
    </message>
    <message>
        <source>Tr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Train a network on photographs of your own: fill in a form and watch it learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train and fine-tune networks, and watch them learn</source>
        <translation>Entrenar y afinar redes, y verlas aprender</translation>
    </message>
    <message>
        <source>Train from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with these settings, after those that wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained weights of torchvision&apos;s and timm&apos;s networks are recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained, shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training {queued_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying learning rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turbo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn &amp;by half</source>
        <translation>&amp;Girar 180°</translation>
    </message>
    <message>
        <source>Turn the selected photographs, as those taken through a condensing lens must be; no file is touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two maps are needed to say how far they agree: show the grid (G)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two photographs are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two readers have the same name: tell them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two visits of one eye, registered and compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the lower limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the upper limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Undone: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unequal classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untrained networks mostly speak much more quietly than trained ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and Down walk through the network. Each layer says what part of the photograph one of its cells can see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to nine maps of this photograph beside each other: of methods, layers, classes, models or pinned views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to so far either way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Utilizable</translation>
    </message>
    <message>
        <source>Usable, with reservations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Usar toda la pantalla</translation>
    </message>
    <message>
        <source>Usual for torchvision and for everything fine-tuned from ImageNet weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VGG16 on 512 x 512 pixels less their local mean, fine-tuned from its fifth block on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Val</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values below are not coloured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdicts by method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdicts by method, with 95 % intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}, Python {python_version}.

An ophthalmoscope for neural networks: see what a trained network says of a fundus photograph, and where it looks. Photographs never leave this machine.

Apache License 2.0. The licences of the libraries it is made with are in LICENSE, which comes with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licences and what this program is not for</source>
        <translation>Versión, licencias y para qué no sirve este programa</translation>
    </message>
    <message>
        <source>Views of a die</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>Visitas</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for the pictures, or make some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Washout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder in which a server trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder of runs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watch attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weigh classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weigh rare classes more, or show each as often in an epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight the loss of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted kappa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome to Funduscope</source>
        <translation>Bienvenido a Funduscope</translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a network is tested on, it has learned: figures of such a test are too good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of every photograph before the network sees it, in training and ever after.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could not be placed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What drives the expected grade?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each channel loses when a window hides that place: all of them from one sweep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each member of an ensemble looks at, their weighted mean, and where they disagree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each pixel&apos;s colour would contribute if the network were linear here; colour equal to the normalisation&apos;s mean gets nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What every channel of the layer gives on this photograph, strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What excites channel {channel} of {layer} ({aggregate_words})?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What hiding changes, or by how much that depends on the fill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What other sources and you have said stays. It can be undone until the project is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activation {figure}</source>
        <translation>activación {figure}</translation>
    </message>
    <message>
        <source>all the same: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counts:,} photographs of &apos;{names}&apos; are called &apos;{names_2}&apos;: {by_row:.1%} of that label, {by_column:.1%} of that prediction. Click to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low:.3f} to {high:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{first} less {second}: {count} patients are too few to be sure of anything</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Checks</source>
        <comment>panel</comment>
        <translation>Pruebas</translation>
    </message>
    <message>
        <source>What if</source>
        <comment>panel</comment>
        <translation>¿Y si…?</translation>
    </message>
    <message>
        <source>What in the photograph excites one feature of the chosen layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is brighter (orange) and darker (blue), amplified; of the map: more and less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is changed: Fourier coefficients give fewer speckles than pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done to the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done, step by step. A recipe that was saved in Data takes the place of the usual ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is drawn in Review (Annotate) and kept in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is drawn, in which order, in which arm: the same seed gives the same study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is minimised. The last two know that grades have an order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not trained: nothing, or all but the head.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of kernels that read many channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown of the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What labels mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What labels mean cannot be remembered: {strerror}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What networks with random weights reach on this photograph: evidence within may be hidden or hatched in the overlay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What new marks are called; digits choose it while a tool to mark is in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What of a patch excites the unit that sees it, each on its own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which columns of &apos;{name}&apos; are meant?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write every figure with its interval, the matrix and the curves as PDF or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your grade, before you see what the network says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your grade, now that you see what the network says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your grade, {arm_titles}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold H to hide the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: only times and agreement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of &apos;{class_names}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the labels “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what lies beside the photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs lie scattered now and are not selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs with label and prediction{more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{language}, in part</source>
        <translation>{language}, en parte</translation>
    </message>
    <message>
        <source>{message} Say which class each label means.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{most_cells} views are pinned: remove one first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reader}   ·   {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{reader} has annotated every photograph of this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>; {count} with a scale of their own</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported {name}: {count} pages</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look through these {count} photographs</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count:,} fotografía</numerusform>
            <numerusform>{count:,} fotografías</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count:,} photographs have a label of &apos;{name}&apos;, from &apos;{source}&apos;</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} kernels of {size}, inputs: {inputs}{ending}; beside each number its norm.{mixing}</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} maps of {size}, {active} active here, each from nought to the figure beside its number.</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} patients</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} fotografía</numerusform>
            <numerusform>{count} fotografías</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} regions</source>
        <comment>number</comment>
        <translation>
            <numerusform>{count} región</numerusform>
            <numerusform>{count} regiones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} sizes</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} tables near &apos;{name}&apos; name photographs in it. Which labels are to be taken?</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}: {count} eyes of {patients}{empty}</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}? {overlap:.0f} % overlap, {chance:.0f} % by chance, {count} photographs</source>
        <comment>number</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown:,} of {count:,} photographs</source>
        <comment>number</comment>
        <translation>
            <numerusform>{shown:,} de {count:,} fotografía</numerusform>
            <numerusform>{shown:,} de {count:,} fotografías</numerusform>
        </translation>
    </message>
    <message>
        <source>To</source>
        <comment>end of a range</comment>
        <translation>Hasta</translation>
    </message>
    <message>
        <source>left</source>
        <comment>eye</comment>
        <translation>izquierdo</translation>
    </message>
    <message>
        <source>right</source>
        <comment>eye</comment>
        <translation>derecho</translation>
    </message>
    <message>
        <source>What random networks reach at this very place of the photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of the prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval in brackets. Click to see the photographs, wrong answers first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % interval {limits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot resolve a microaneurysm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>Make a project of these</source>
        <translation>Crear un proyecto con ellas</translation>
    </message>
    <message>
        <source>Rows: label. Columns: prediction.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity (recall): of the photographs of this class the share that is called so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The harmonic mean of sensitivity and positive predictive value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What speaks against believing these figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands beside: this architecture with random weights, or another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands for a photograph without anything to see.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What takes the place of the hidden part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the brightest colour stands for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the la&amp;yer sees at the pointer</source>
        <translation>Qué ve la cap&amp;a en el puntero</translation>
    </message>
    <message>
        <source>What the network is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network is computed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the network says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the shares of the matrix are of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the strongest unit of each channel sees, and which pixels of it would change it most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the target loses when a window hides that place, below zero where it gains; it measures the hiding too, so compare fills.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the work reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this &amp;map means</source>
        <translation>Qué significa este &amp;mapa</translation>
    </message>
    <message>
        <source>What varies from left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What varies from top to bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was looked at is kept when you stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would excite these channels most?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {card_name} has learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What-if: edited photograph · hold H for the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What-if: edited photograph, map of the original · hold H for the original</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What-if: the difference, x{gain:.1f} · brighter is orange, darker is blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What-if: what the edits change in the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where channels that speak for the target are active: coarse, shows support only, and at early layers little of what decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is the model?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is the photograph?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is not labels.csv in the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where random weights come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the ascent begins: the mean is that of the photographs, patches are there after these were looked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the copy goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the network looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the network looks will be drawn here before the first epoch and after each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the photographs are now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the photographs go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the table calls it otherwise than usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the weights come from, what they were trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where they are kept; empty: the user&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where they disagree: click to see a photograph by all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether maps point at the lesions, and which method and layer to trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which classes are called positive: this one and all above it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which input channel of the kernels is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels come first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which labels of the project are learned, where it has several kinds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which network?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which photographs excite each channel most?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which pixels would change the target most if they changed a little; not whether they speak for or against it, nor what it would be without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which places of the layer the target rests on, each by what it does itself: faithful at the last convolution before one dense layer, noisier than Grad-CAM elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which structure of the photograph excites the unit, handed back through its filters; for a class mostly edges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whichever class is predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who annotates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who annotates: each reader has annotations of their own.{others}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who reads, and how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole numbers are wanted, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose classes are the truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose names these are; other readers&apos; names are kept beside them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose predictions are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why above {names}, or not?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why is {names} as probable as it is?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why one and not another?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why referable ({names} or above), or not?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this and &amp;not the next?</source>
        <translation>¿Por qué esta y &amp;no la siguiente?</translation>
    </message>
    <message>
        <source>Why {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why {names} and not {names_2}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why {names}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why {names}? (predicted)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Anchura</translation>
    </message>
    <message>
        <source>Width of the brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widths of layers before the last one, as &apos;256&apos; or &apos;512, 512&apos;; empty: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With patients, dates, notes and the columns of tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the attribution that the photographs ask for: it goes to the model&apos;s card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within an epoch; after each there is one anyway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without signs: {absolute} and {absolute_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a mask for each photograph and lesion, against which explanations can be held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all marks as COCO JSON, which tools for object detection read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write answers and figures as tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write curves, figures and settings of the run that is chosen as PDF or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write everything as HTML or PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write grades, quality and marks of all photographs as CSV; without patients unless asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write n&amp;otes</source>
        <translation>Escribir n&amp;otas</translation>
    </message>
    <message>
        <source>Write photograph, overlay, probabilities and what they mean as PDF or HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the means and the difference as a NumPy archive, with a table of counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the names of the files as well; they may tell whose eyes they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the photographs that are shown, with labels, predictions and splits; without patients unless asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the table for a paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the table for a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing cohort maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing tables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {parts} into &apos;{folder_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {path_name}; it is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {written_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>A&amp;cercar</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ale&amp;jar</translation>
    </message>
    <message>
        <source>a channel of the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a class that is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colour table has the shape (256, 3), not {shape}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a film</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture that moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {small_minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all (Fleiss)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all random
seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all with a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all with masks or marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and at the
other end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and not {names}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>annotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answers: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>artefact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many as the largest class has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many of each grade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most {short_number} here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>audit: {titles}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>background</source>
        <translation>fondo</translation>
    </message>
    <message>
        <source>background-vessels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the first </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind &apos;{figure}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind &apos;{figure}&apos; of &apos;{class_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beside your settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16 is faster on new cards and processors; fp16 on older cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bf16, mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blot haemorrhage</source>
        <translation>hemorragia en mancha</translation>
    </message>
    <message>
        <source>blur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brush stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by activation here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the disc found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the marked disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the second only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the usual disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call {call}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>called &apos;{class_names}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>car, grass, both=car+grass, none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channel </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>channels of &apos;{layer}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a class…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>class {index}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classes {classes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>common scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cotton-wool spot</source>
        <translation>exudado algodonoso</translation>
    </message>
    <message>
        <source>dead: no weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dot haemorrhage</source>
        <translation>hemorragia puntiforme</translation>
    </message>
    <message>
        <source>down to
{layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn at random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drusen</source>
        <translation>drusas</translation>
    </message>
    <message>
        <source>effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every photograph in every arm, {pause}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every photograph in one arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>excluded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fill-spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flame haemorrhage</source>
        <translation>hemorragia en llama</translation>
    </message>
    <message>
        <source>flips: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fold {fold}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fp16, mixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frequencies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grade photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>haemorrhage</source>
        <translation>hemorragia</translation>
    </message>
    <message>
        <source>hard exudate</source>
        <translation>exudado duro</translation>
    </message>
    <message>
        <source>hides the overlay while it is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>identical to others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in every arm (crossover)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the part &apos;{value}&apos; of &apos;{name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inpaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>intraretinal microvascular abnormality</source>
        <translation>anomalía microvascular intrarretiniana</translation>
    </message>
    <message>
        <source>it leaves out a lesion that decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it marks some of what decides, or much else besides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it marks what decides, and little else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it marks what is no sign of disease: a border, a reflex, nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judge maps of several methods without knowing which is which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kappa {figure:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labelled &apos;{name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labelled as the sources say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels.csv of the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laser scar</source>
        <translation>cicatriz de láser</translation>
    </message>
    <message>
        <source>layer &apos;{layer}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>leave these photographs out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less before the aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than 1&#x202f;%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less the arm alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>like the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading {path_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked: its test photographs are never trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {loss:.4g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>low</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>map {value:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maps judged without knowing whose: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marks of all readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marks of {reader}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mask files alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masks and marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max {short_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max {tiny_number}
min {tiny_number_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum moved {peak_moved:.0%}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum {max:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of readers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean over inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean {numbers}, deviation {numbers_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>media opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>microaneurysm</source>
        <translation>microaneurisma</translation>
    </message>
    <message>
        <source>middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min {short_number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minimum {min:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mixing weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model {card_name} ({architecture})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model: {model_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name; another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>negative predictive value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neovascularisation</source>
        <translation>neovascularización</translation>
    </message>
    <message>
        <source>network alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never above nought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>no card is being edited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no evidence in this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer mirrored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no map here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no washout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none in this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>norm {norms:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not annotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found where they were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not graded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not heard of for a while</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not stated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now predicted: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number {rank}: {value:.4g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>occlusion of the unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of quality &apos;{quality}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the eye: {eye}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {count:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off by up to {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>once, in one arm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optic disc</source>
        <translation>disco óptico</translation>
    </message>
    <message>
        <source>or drop a .funduscope file here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or drop a folder, or an HDF5 file, here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out of focus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partial map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partial map, {known_share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>patients divided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photograph alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>photographs graded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>positive predictive value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted &apos;{class_name}&apos; {probabilities:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preretinal haemorrhage</source>
        <translation>hemorragia prerretiniana</translation>
    </message>
    <message>
        <source>principal component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability {probability:.4g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prominence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random
networks reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>random weights, seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank {figure}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate {learning_rate:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rather sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rather unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation>correcto</translation>
    </message>
    <message>
        <source>row {row}, column {column}: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saliency of the channel&apos;s sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saliency of the unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees {receptive_field_text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sees {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sensitivity {sensitivity:.3f}, specificity {specificity:.3f}, positive predictive value {precision:.3f} from a probability of {threshold:.3f} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share that is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>small pupil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>specificity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strongest unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sum of all units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>surer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken out of &apos;{name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>that are missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that are referred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the class that is predicted of each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the classes of the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the classes of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the five grades (ICDR)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the map
as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the only ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the photograph as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the photographs of a patient on one side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same for every class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this network
as trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those that tell something of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times the mean evidence of a member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times the mean evidence of an eye</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too bright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation>entrenamiento</translation>
    </message>
    <message>
        <source>training, {fraction:.0f} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>turned by half</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undefined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {best:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {peaks:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usual one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>venous beading</source>
        <translation>arrosariamiento venoso</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting: see its log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what-if edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whichever class is predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a probability of {low:.2f} to {high:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with prediction and overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>incorrecto</translation>
    </message>
    <message>
        <source>wrong field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{above:+.3f} above chance, 95 % interval {low:.3f} to {high:.3f}, {count} counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{above:+.3f} above chance, {count} counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accessiblename}: {value:.9g}. Click to type another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{architecture}: {class_count} classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{arm_titles}, before the aid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at} of {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{badges}: {share_within:.0%} of the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bit_depth} bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{card_name} with random weights, seed {seed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{channels} channels, {width} x {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{class_counts} photographs: {counts}.{notes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs</source>
        <translation>{count:,} fotografías</translation>
    </message>
    <message>
        <source>{count:,} photographs are labelled &apos;{class_names}&apos; in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs are left out in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs that have a label and that all of these models were asked about. They do not all say the same of {differing:,} of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs with a highest probability of {low:.2f} to {high:.2f}, of which {accuracy:.0%} are right. Click to see them, the wrong ones first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs with {count_2} maps each: {count_3:,} for each reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs {words}, the wrong ones first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count:,} photographs: {count_2:,} readings{periods} for each reader.{balance}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cells: {measure_words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} channels of {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} corners: Enter or a double click ends the region, Backspace takes one back, Esc gives it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} examples: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} exemplars are more than {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} features are named. They are kept {where}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} labels have no class yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} labels have no photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photographs could not be prepared: {left_out}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photographs have no label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photographs were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} with {together} of the evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  and {more:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days:g} days between two looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done:,} of {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} were looked at. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{each_name}: counts {weight:.0%}, says {probability:.2f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{error} Click to try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{eye} (guessed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{figure_titles}; thin lines: for other readers, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file_name}: {class_count} classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} less {second}: sure at {sure_share:.0%} of the places (5 % by chance)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first}Excluded photographs do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folds} folds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gain:g} times what differs from the local mean, on grey, inside {radius:g} of the radius.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{given:.0%} for the test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours}:{minutes:02}:{whole:02} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{images_per_second:.1f} images/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{in_words}. Click the curve to work at another point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{in_words}. Click to work at this point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{later}, brought onto the earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{made:,} photographs prepared, {kept:,} were there already: {target}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{method}{where} of &apos;{card_name}&apos;, for {target}, in the colours of the viewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes}:{whole:02} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{missing} of {count} cells are left out: their models were not seen on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model_name}
{predictions:,} photographs predicted
{parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{model_name} on {images:,} photographs with masks or marks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{named:,} of {files:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} (class {number})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {names_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {names_2}: the same answer to {same_answer:.0%} of the photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names}: mean rank correlation {mean:.2f}{limits} over {count} photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names}: no photograph of which both have a map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}  (locked)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is on the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} of the regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {in_words}. Click to see what is called so, wrong ones first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{other} named {count} of the same features, {same} alike: Cohen&apos;s kappa {kappa}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{parameters:,} parameters, {share}.{more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{parts} and {parts_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{parts}; by class, {together}; seed {seed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path_name} can only be looked at. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: not explainable itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{photographs} made: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{predicted:,} photographs predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{regions} outlined as {mask_name} ({code})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{remark}{done}One look through serves every channel of every layer. It is kept for the next visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said} {share}, uncertainty {share_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{scale}; figures compare each with the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sentence} Its content has the SHA-256 {image}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shape} probabilities for {count} classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share:.1%} of the evidence on {area:.1%} of the area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{short} and {short_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown:,} of {total:,}</source>
        <translation>{shown:,} de {total:,}</translation>
    </message>
    <message>
        <source>{source} holds {count} names, and the network has {count_2} classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{step} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}   evidence {here:.3g}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} Default: {words}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} of {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}{text_2}, epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} - Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} asks for no layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} explains at the network&apos;s input: it has no map of &apos;{layer}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} explains at the network&apos;s input: one map, and no layer to choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} for &apos;{describe_target}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} for &apos;{target}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} for {words} · {place} · {card_name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} · {count} to mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, key {key}{words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}. Faint: the 95 % interval of the difference holds 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: error {error:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told:,} eyes in {count} cohorts; 1 is the mean evidence of an eye.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tostring} belongs to &apos;{title}&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tostring} is fixed: {use}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{toward_model} of {differed_from_model}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trained:,} of them trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{type}, {shape_text} (channels x height x width)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{validation:.0%} for validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.1%} of the evidence on {chance:.1%} of the area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} eye{turned}; {value_2}. Drag to correct.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} of &apos;{split_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{view} of {layer}, {card_name}. {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{waiting} in the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} could not be read and are left out: {parts}{more}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} {memory_bytes:.1f} GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}Finished. {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}Paused in epoch {epoch} of {epochs}; it can go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}Preparing: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}{what} {epoch} of {epochs}, batch {batch} of {batches}{left}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} x {height} values, computed in {seconds:.2f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words} (predicted)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, none with a reference grade: readers are compared with one another alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}, references from {words_2}: {counts}{rest}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{words}; washout: goes on {when:%d %b %Y, %H:%M}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{written:,} overlays exported to &apos;{folder_name}&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}, which comes with Funduscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“In an epoch” and “Weight” are those of a training on all folds but the first. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {count} more left out.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
