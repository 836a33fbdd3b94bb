"""Tables as people really save them."""

import base64
import io
import pickle
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.datasets.sources.cells import read_cells
from core.datasets.sources.opening import SourceOptions, open_source, table_in
from core.datasets.sources.tables import UnknownColumnsError, read_rows
from core.errors import DatasetError


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    text = f"image{separator}diagnose\r\nauge_1{separator}mäßig\r\n\r\nauge_2{separator}“schwer”\r\n".replace(
        "”", "»"
    ).replace("“", "«")

    header, rows = read_cells(write(tmp_path / "t.csv", text, encoding))

    assert header == ["image", "diagnose"]
    assert rows == [(2, ["auge_1", "mäßig"]), (4, ["auge_2", "«schwer»"])]


def test_quotes_line_breaks_and_titles(tmp_path: Path) -> None:
    text = 'Study 7; final\n"image";"grade";"note"\n"a;1.jpg";2;"two\nlines"\n"b""q"".jpg";3;""\n'

    header, rows = read_cells(write(tmp_path / "t.csv", text))

    assert header == ["image", "grade", "note"] or header == ["Study 7", "final"]
    text = 'Study 7\n"image";"grade";"note"\n"a;1.jpg";2;"two\nlines"\n"b""q"".jpg";3;""\n'
    header, rows = read_cells(write(tmp_path / "t.csv", text))
    assert header == ["image", "grade", "note"]
    assert [cells for _, cells in rows] == [["a;1.jpg", "2", "two\nlines"], ['b"q".jpg', "3", ""]]


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_bring_it_down(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("t.csv", "t.xlsx"):
        path = tmp_path_factory.mktemp("t") / name
        path.write_bytes(data)
        try:
            read_cells(path)
        except DatasetError:
            continue


def spreadsheet(path: Path, rows: list[list[object]], *, before: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    if before:
        sheet = book.create_sheet("labels")  # behind an empty first sheet
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("before", [False, True])
def test_spreadsheets(tmp_path: Path, *, before: bool) -> None:
    rows = [["Image name", "Retinopathy grade", "day"], ["a.tif", 2, datetime(2024, 2, 29)], [None], ["007", 3.0, None]]

    header, found = read_cells(spreadsheet(tmp_path / "t.xlsx", rows, before=before))

    assert header == ["Image name", "Retinopathy grade", "day"]
    assert found == [(2, ["a.tif", "2", "2024-02-29"]), (4, ["007", "3", ""])]
    assert [(row.image, row.label) for row in read_rows(tmp_path / "t.xlsx")] == [("a.tif", "2"), ("007", "3")]


def test_hostile_and_foreign_files_are_refused_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.datasets.sources.cells.MAX_UNPACKED_BYTES", 10 * 2**20)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * 2**20)
    for name, data, words in (
        ("bomb.xlsx", bomb.getvalue(), "too large"),
        ("old.csv", b"\xd0\xcf\x11\xe0" + bytes(100), "old Excel file"),
        ("old.xls", b"\xd0\xcf\x11\xe0" + bytes(100), "protected by a password"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0" + bytes(100), "protected by a password"),
        ("renamed.csv", b"PK\3\4" + bytes(50), "is a spreadsheet"),
        ("text.xlsx", b"image,label\n", "not a spreadsheet"),
    ):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DatasetError, match=words):
            read_cells(tmp_path / name)


def photographs(folder: Path, names: list[str]) -> None:
    for number, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((4, 4, 3), number, np.uint8)).save(folder / name)


@pytest.mark.parametrize(
    ("header", "rows", "names"),
    [
        ("image,level", ["10_left,0", "10_right,2"], ["10_left.png", "10_right.png"]),  # EyePACS's trainLabels.csv
        ("id_code,diagnosis", ["000c1434d8d7,0", "001639a390f0,2"], ["000c1434d8d7.png", "001639a390f0.png"]),  # APTOS
        (
            "Image name,Retinopathy grade,Risk of macular edema ",
            ["IDRiD_001,0,0", "IDRiD_002,2,1"],
            ["IDRiD_001.png", "IDRiD_002.png"],
        ),
        (
            "Image name,Retinopathy grade,Risk of macular edema ,,,,,,,,,",  # as IDRiD's own file has it
            ["IDRiD_001,0,0,,,,,,,,,", "IDRiD_002,2,1", ",,,,,,,,,,,"],
            ["IDRiD_001.png", "IDRiD_002.png"],
        ),
        (
            "Image name,Ophthalmologic department,Retinopathy grade,Risk of macular edema",  # Messidor
            ["20051019_38557_0100_PP.tif,Service Ophtalmologie Lariboisiere,0,1", "20051020_43808_0100_PP.tif,S,2,0"],
            ["20051019_38557_0100_PP.png", "20051020_43808_0100_PP.png"],
        ),
        (
            "image_id,adjudicated_dr_grade,adjudicated_dme",
            ["IM0001.JPG,0,0", "IM0002.JPG,2,1"],
            ["IM0001.png", "im0002.png"],
        ),
        ("Image-ID;DR Level", ["a.png;0", "b.png;2"], ["a.png", "b.png"]),
    ],
)
def test_the_layouts_of_the_known_sets(tmp_path: Path, header: str, rows: list[str], names: list[str]) -> None:
    photographs(tmp_path / "images", names)
    (tmp_path / "table.csv").write_text("\n".join([header, *rows]))

    found = open_source(tmp_path, SourceOptions(labels=tmp_path / "table.csv"))

    assert found.labels == (0, 2)
    assert [sample.path.name for sample in found.samples] == names
    assert found.unmatched_files == found.unmatched_rows == ()


def test_grades_in_words_stand_in_their_order(tmp_path: Path) -> None:
    names = ["Proliferative DR", "No DR", "Severe NPDR", "mild npdr", "Moderate NPDR"]
    photographs(tmp_path, [f"{number}.png" for number in range(5)])
    rows = [f"{number},{name}" for number, name in enumerate(names)]
    (tmp_path / "labels.csv").write_text("\n".join(["image,grade", *rows]))

    found = open_source(tmp_path)

    assert found.class_names == ("No DR", "mild npdr", "Moderate NPDR", "Severe NPDR", "Proliferative DR")
    assert found.labels == (4, 0, 3, 1, 2)


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    photographs(tmp_path, ["a.png"])
    (tmp_path / "labels.csv").write_text("image,Label,label\na,1,2\n")

    with pytest.raises(DatasetError, match="two columns 'Label'"):
        open_source(tmp_path)


def test_what_programs_write_for_nothing_is_no_label(tmp_path: Path) -> None:
    photographs(tmp_path, [f"{name}.png" for name in "abcde"])
    (tmp_path / "labels.csv").write_text("image,level\na,NA\nb,2\nc,nan\nd,?\ne,0\n")

    found = open_source(tmp_path)

    assert {sample.name: sample.label for sample in found.samples} == {"b.png": 2, "e.png": 0}
    assert found.class_names == ("0", "1", "2")
    assert found.unmatched_files == ("a.png", "c.png", "d.png")
    assert "line 2: 'a' has no label" in found.unmatched_rows
    named = open_source(tmp_path, SourceOptions(class_names=("0", "1", "2", "NA")))
    assert {sample.name: sample.label for sample in named.samples} == {"a.png": 3, "b.png": 2, "e.png": 0}


def test_numbers_that_are_no_classes_are_refused(tmp_path: Path) -> None:
    photographs(tmp_path, ["a.png", "b.png"])
    (tmp_path / "labels.csv").write_text("image,grade\na,0.5\nb,2\n")

    with pytest.raises(DatasetError, match=r"Line 2 .* has label 0\.5, which is not a whole number"):
        open_source(tmp_path)


MESSIDOR_XLS = (
    "c-rk)O-NKx6h8OO8y!W*8B;+6c?emV#*8LS3!Ms6g0#sN{lfH|x$49D<2eSlD9dIU1g(lTf-TxuZ7Qjtb}a%!7eNqcZGu)oK?`*{"
    "_q=)IXbK7@Snqq>bI&>V-gD2p_uQZN-cPw_$DUNp!3wm34HnY{ke8!lm<mk61z4U=3)ajXn9>%u6$%_Uk$HA_QT#4n%%Pa?IgsG7"
    "{01q&XG|9%0bTJJSGEvG$p@7QA6l4<u_wWOOirjIze<UQi0&Zzi0Zy1dYCk~h_+zeS#}<#{9SdvOdOw;YN*VKl)*D<^N}=OD2KNq"
    "j<4NjMqN7`(KR))%?hgJA{Ymp(heTux{yoY0Tcq9Lo{@DHng?PLK#l?IQ&d206)xi{aUf~TdQY)`d`cS`D^GMIEgFucO)5L1k#t7"
    "2<8+9^`vYp<#s-#MZ75}h8fz&?ZBgn<nTPaqP<!yc#MeSQMHdNF*V970Zu0Rll^KW8jr;Lw2%_!2~|%<c`WG$=;lc+7Eh?j{$Zt0"
    "SHrvlb=u&767N-_YG^2;>Ix6@sH#)}G<rPEUXS-su*uild@$(odOX2EV1H8UtpPaA^~+j_E21~EGp?Lab*(3^4QgL?p0&{E2_9(j"
    "d3?DR3dKQ08<%U@##Kzqxd>?(N{DyUqITiy&OiJ<-PsfH2T3zR17I9!yTtfG8m@~L*w{%WHZZN$QHy;<Z;;iU#8(k5!%@Y&Hc*~n"
    "+DEC*O)9O$ewqj~{@pqJ9^_NsPCc(qeev%_exhUUO4-B*{}|NZ5gW$#;u(c{R?qI;6`1s!Im>K*pNLleu@O2X7x^wjI&*H9z=D`)"
    "gqx@#iP2$MNy?0sA=yx}Wo$7Thvl{y*^)E$8QHR<^a_1rWXnl4^2pXzsgQQ2QkcFVkxgk8|D<dSL&~)&W&Ja#4O*pAcq&-j?3b{4"
    "kpXK)#uBz$WYCzwYGY=>f&~i}ELixD!075{Tz6&qL@+K)`I-MZ3z!zI-z5Jmx*?8F5<e-AK@4*phBp*H6<}wkEw;`!=Kn&0GuXQh"
    "1JFZ$3~V@l@xse;-)G$oU7NRrHroH<M*RHC{r?7hE;iQ"
)
"""A table as Messidor's are, in Excel's format of 1997, made by xlwt: compressed, in base 85."""


def test_old_spreadsheets(tmp_path: Path) -> None:
    data = zlib.decompress(base64.b85decode(MESSIDOR_XLS))
    (tmp_path / "Annotation_Base11.xls").write_bytes(data)
    photographs(tmp_path / "Base11", ["20051019_38557_0100_PP.tif", "20051020_43808_0100_PP.tif"])

    header, rows = read_cells(tmp_path / "Annotation_Base11.xls")
    found = open_source(tmp_path, SourceOptions(labels=tmp_path / "Annotation_Base11.xls"))

    assert header[:4] == [
        "Image name",
        "Ophthalmologic department",
        "Retinopathy grade",
        "Risk of macular edema",
    ]
    assert rows[0][1][1:4] == ["Service Ophtalmologie Lariboisière", "3", "1"]
    assert rows[0][1][5] == "2005-10-19"
    assert found.labels == (3, 0)
    for cut in (100, 700, 3000):  # damaged anywhere, it is refused or read, and never more than that
        (tmp_path / "cut.xls").write_bytes(data[:cut])
        with pytest.raises(DatasetError, match="damaged"):
            read_cells(tmp_path / "cut.xls")


def test_the_sheet_that_holds_labels_is_found_and_those_alike_are_read_with_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["This workbook", "belongs", "to the clinic"])
    book.active.append(["a", "b", "c"])
    for name, rows in (("2023", [["1.png", 1], ["2.png", 0]]), ("2024", [["3.png", 2]]), ("other", [["x", "y", "z"]])):
        sheet = book.create_sheet(name)
        sheet.append(["Filename", "DR level"] if name != "other" else ["p", "q", "r"])
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "labels.xlsx")
    rows = read_rows(tmp_path / "labels.xlsx")
    assert [(row.image, row.label) for row in rows] == [("1.png", "1"), ("2.png", "0"), ("3.png", "2")]
    assert read_cells(tmp_path / "labels.xlsx")[0] == ["This workbook", "belongs", "to the clinic"]


@pytest.mark.parametrize(
    "header",
    [
        "image;icdr_grade",
        "Fundus image;DR stage",
        "Datei;Stadium",
        "Imagen;Diagnóstico",
        "patient_id;img;DR level (0-4)",
    ],
)
def test_columns_that_are_called_like_the_usual_ones(header: str, tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    cells = ["P1", "a.png", "3"][-len(header.split(";")) :]
    table.write_text(f"{header}\n{';'.join(cells)}\n", "utf-8")
    (row,) = read_rows(table)
    assert (row.image, row.label) == ("a.png", "3")


@pytest.mark.parametrize("header", ["image,left_grade,right_grade", "image,comment", "scan,result"])
def test_columns_that_nobody_can_tell_are_asked_for(header: str, tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_text(f"{header}\n{','.join('abc'[: header.count(',') + 1])}\n")
    with pytest.raises(UnknownColumnsError) as told:
        read_rows(table)
    error = pickle.loads(pickle.dumps(told.value))
    assert error.header == tuple(header.split(","))
    assert error.first == (tuple("abc"[: header.count(",") + 1]),)


def test_a_table_without_a_header_says_what_to_write(tmp_path: Path) -> None:
    table = tmp_path / "labels.csv"
    table.write_text("a.png,0\nb.png,1\n")
    with pytest.raises(UnknownColumnsError, match="known to hold") as told:
        read_rows(table)
    assert "image,label" in told.value.hint
    assert told.value.header == ()  # there is nothing to choose from


def test_the_one_table_in_a_folder_that_holds_labels_is_taken_for_them(tmp_path: Path) -> None:
    assert table_in(tmp_path) is None
    write(tmp_path / "notes.txt", "These are the photographs of 2024,\nby Anna.\n")
    write(tmp_path / "trainLabels.csv", "image,level\n10_left,0\n10_right,1\n")
    assert table_in(tmp_path) == tmp_path / "trainLabels.csv"
    write(tmp_path / "testLabels.csv", "image,level\n11_left,0\n")
    assert table_in(tmp_path) is None  # nobody can tell which
    write(tmp_path / "labels.csv", "image,level\n11_left,0\n")
    assert table_in(tmp_path) == tmp_path / "labels.csv"
    assert table_in(tmp_path / "nowhere") is None


ODS_TABLE = """<table:table table:name="grades">
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="3"><text:p>Study</text:p>
</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>image</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>level</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>seen</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>1<text:span>_left</text:span></text:p>
</table:table-cell><table:table-cell office:value-type="float" office:value="3"><text:p>3,00</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2020-02-29"><text:p>29.02.20</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>2_left</text:p>
</table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>
</table:table-row>
<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table>"""
ODS = (
    '<?xml version="1.0"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    f"{ODS_TABLE}</office:spreadsheet></office:body></office:document-content>"
)


def write_ods(path: Path, content: str = ODS) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return path


def test_open_document_spreadsheets_are_read(tmp_path: Path) -> None:
    header, rows = read_cells(write_ods(tmp_path / "grades.ods"), bool)
    assert header == ["image", "level", "seen"]
    assert rows == [(5, ["1_left", "3", "2020-02-29"]), (6, ["2_left", "2", ""]), (7, ["2_left", "2", ""])]
    as_text = write_ods(tmp_path / "grades.csv")
    with pytest.raises(DatasetError) as told:
        read_cells(as_text)
    assert told.value.hint == "Name it .ods."


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ODS[:700], id="cut off"),
        pytest.param("", id="empty"),
        pytest.param(
            '<!DOCTYPE a [<!ENTITY b "'
            + "x" * 1000
            + '">'
            + "".join(f'<!ENTITY b{n} "{f"&b{n - 1 or str()};" * 100}">' for n in range(1, 6))
            + "]><a>&b5;</a>",
            id="grows",
        ),
    ],
)
def test_damaged_open_document_spreadsheets_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(DatasetError, match="damaged"):
        read_cells(write_ods(tmp_path / "grades.ods", content))


def test_names_of_columns_below_groups_of_them(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("Photograph,,Grading\nimage,eye,level\n1_left,L,2\n")
    assert read_rows(path)[0].label == "2"
    path.write_text("scan,finding\nimage 001,grade 2\nimage 002,grade 0\n")  # rows, though like names of columns
    with pytest.raises(DatasetError, match="photographs"):
        read_rows(path)


def test_cells_that_are_kept_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text('image, level\n="007", "2"\n"=""8""",0\n\'=eye,1\n')
    assert [row[1] for row in read_cells(path)[1]] == [["007", "2"], ["8", "0"], ["=eye", "1"]]
