"""The words and sentences of a document's text: counted as in every other text of the site."""

from content.library.prose import content_stems, excerpt, sentences_of, words_of

__all__ = ["content_stems", "excerpt", "sentences_of", "words_of"]
