"""The models of the working copy, one module a concept."""

from content.pages.models.agreement import Agreement, Party
from content.pages.models.alias import Alias
from content.pages.models.article import Article, Notice
from content.pages.models.case_study import CaseStudy, Participant
from content.pages.models.country import Country
from content.pages.models.facts import Confidence
from content.pages.models.organization import Membership, Organization
from content.pages.models.page import Kind, Page, Provenance, Volatility
from content.pages.models.revision import Revision
from content.pages.models.section import Section
from content.pages.models.source_document import Defect, SourceDocument
from content.pages.models.tag import Facet, Tag, TaggedPage

__all__ = [
    "Agreement",
    "Alias",
    "Article",
    "CaseStudy",
    "Confidence",
    "Country",
    "Defect",
    "Facet",
    "Kind",
    "Membership",
    "Notice",
    "Organization",
    "Page",
    "Participant",
    "Party",
    "Provenance",
    "Revision",
    "Section",
    "SourceDocument",
    "Tag",
    "TaggedPage",
    "Volatility",
]
