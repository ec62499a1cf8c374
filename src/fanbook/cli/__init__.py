"""The command line: parse arguments, call the library, report. Only this package prints."""
