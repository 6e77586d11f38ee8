"""Documents made for paper: PDF, DOCX, RTF."""
