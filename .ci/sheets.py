"""Fills in a collection sheet in LibreOffice, as an institution would, and saves it again.

    sheets.py PROFILE SHEET FILLED CELL=TEXT...

It starts LibreOffice without windows on a profile of its own, and fails where a locked cell can
be changed, a cell to be filled can't, the list of statuses is gone, or the header does not stay
in sight.
"""

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.ValidationType import LIST

PAGE = "Pasākumi"
LOCKED = "C5"
STATUS = "I5"


def option(name, value):
    return PropertyValue(Name=name, Value=value)


def connect(pipe, office):
    """The desktop of an office that is starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit(f"LibreOffice ended with {office.returncode}")


def fill(document, cells):
    page = document.Sheets.getByName(PAGE)
    if not page.isProtected():
        raise SystemExit("the page of measures is not protected")
    locked = page.getCellRangeByName(LOCKED)
    if not locked.CellProtection.IsLocked:
        raise SystemExit(f"{LOCKED}, which says what is known, is not locked")
    status = page.getCellRangeByName(STATUS).Validation
    if status.Type != LIST or not status.getFormula1():
        raise SystemExit("the cells for the status have no list")
    if document.Sheets.getByName("parskats").IsVisible:
        raise SystemExit("the hidden page is visible")
    for name, text in cells:
        cell = page.getCellRangeByName(name)
        if cell.CellProtection.IsLocked:
            raise SystemExit(f"{name}, which is to be filled in, is locked")
        cell.setFormula(text)  # as if it were typed: a day becomes a day
        if not cell.getString():
            raise SystemExit(f"{name} stays empty")


def see_frozen(document):
    view = document.CurrentController
    view.setActiveSheet(document.Sheets.getByName(PAGE))
    if not view.hasFrozenPanes():
        raise SystemExit("the header and the titles don't stay in sight")


def see_list(filled):
    """The list of statuses is in the saved file, too."""
    with zipfile.ZipFile(filled) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
        names = book.read("xl/workbook.xml").decode()
    if not any('type="list"' in page and "parskats_status" in page for page in pages) or "parskats_status" not in names:
        raise SystemExit("the list of statuses is gone after LibreOffice has saved the sheet")


def main(profile, sheet, filled, *cells):
    pipe = f"parskats-{Path(profile).name}"
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={Path(profile).resolve().as_uri()}", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = connect(pipe, office)
        document = desktop.loadComponentFromURL(Path(sheet).resolve().as_uri(), "_blank", 0, ())
        see_frozen(document)
        fill(document, [cell.split("=", 1) for cell in cells])
        document.storeToURL(Path(filled).resolve().as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
        document.storeToURL(Path(filled).with_suffix(".pdf").resolve().as_uri(), (option("FilterName", "calc_pdf_Export"),))
        document.close(True)
        desktop.terminate()
        office.wait(60)
    finally:
        if office.poll() is None:
            office.kill()
    see_list(filled)


if __name__ == "__main__":
    main(*sys.argv[1:])
