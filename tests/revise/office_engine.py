"""Owns accepting and rejecting all tracked changes by LibreOffice: a Basic macro in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE '
_MODULE = """
Sub Resolve(listed As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF,,,"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open listed For Input As #number
  Do While Not Eof(number)
    Line Input #number, row
    parts = Split(row, Chr(9))
    document = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, hidden())
    dispatcher.executeDispatch(document.CurrentController.Frame, parts(1), "", 0, Array())
    document.storeToURL(parts(2), plain())
    document.close(True)
  Loop
  Close #number
End Sub
"""
_COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def resolve(files: list[Path], folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """File name → its paragraphs with all changes accepted, and with all rejected; one LibreOffice for all files."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    profile = folder / "profile"
    base = [program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([*base, "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "script.xlb").write_text(
        f'{_HEAD}library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
        '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
        ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Revisions"/>'
        "</library:library>",
        encoding="utf-8",
    )
    (library / "Revisions.xba").write_text(
        f'{_HEAD}script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
        '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Revisions"'
        f' script:language="StarBasic">{_MODULE.replace("<", "&lt;").replace(">", "&gt;")}</script:module>',
        encoding="utf-8",
    )
    jobs = [(path, kind, folder / f"{path.stem}.{kind}.txt") for path in files for kind in _COMMANDS]
    rows = folder / "jobs.txt"
    rows.write_text("".join(f"{p.as_uri()}\t{_COMMANDS[k]}\t{to.as_uri()}\n" for p, k, to in jobs), encoding="utf-8")
    macro = f'macro:///Standard.Revisions.Resolve("{rows}")'
    subprocess.run([*base, macro], check=True, capture_output=True, timeout=300)
    read = {(path.name, kind): to.read_text("utf-8-sig").split("\n") for path, kind, to in jobs}
    return {path.name: (read[path.name, "accepted"], read[path.name, "rejected"]) for path in files}
