"""How dates and times read in each language: `en/formats.py` and so on, named by settings.FORMAT_MODULE_PATH."""
