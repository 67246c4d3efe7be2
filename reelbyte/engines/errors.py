"""What can go wrong with the embedded engines, told so that the reader knows what to do."""


class EngineError(Exception):
    """The engines cannot run; the message is one sentence, followed by the end of a log where that helps."""


class EnginesBusy(EngineError):
    """Another process runs the engines of this folder already."""
