"""Names that stand in Cyrillic alone are found as each language of Europe writes them."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from support.words import CORE

from kb.namespaces import ID, term
from kb.search import index
from kb.search.ranking import Search
from kb.search.spellings import forms
from kb.store.embedded import EmbeddedStore

PEOPLE = {
    "zhukov": "Георгий Жуков",
    "chuikov": "Василий Чуйков",
    "shcherbakov": "Александр Щербаков",
    "khrushchev": "Никита Хрущёв",
    "vasilevsky": "Александр Василевский",
    "yezhov": "Николай Ежов",
    "jughashvili": "Иосиф Джугашвили",
    "zaitsev": "Василий Зайцев",
    "vlasov": "Андрей Власов",
    "chernyakhovsky": "Иван Черняховский",
    "zhdanov": "Андрей Жданов",
    "sholokhov": "Михаил Шолохов",
    "yeremenko": "Андрей Ерёменко",
}
SPELLED = {
    "zhukov": "Schukow Zhukov Joukov Żukow Žukov Zsukov Zjukov Jukov",
    "chuikov": "Tschuikow Chuikov Tchouïkov Czujkow Čujkov Csujkov",
    "shcherbakov": "Schtscherbakow Szczerbakow Shcherbakov Chtcherbakov Ščerbakov Scserbakov",
    "khrushchev": "Chruschtschow Chruszczow Khrushchev Khrouchtchev Chruščov Hruščov Hruscsov Chroesjtsjov Xruščëv",
    "vasilevsky": "Wassilewski Wasilewski Vassilievski Vassilevski Vasilevsky Vasilevskij Vaszilevszkij",
    "yezhov": "Jeschow Jeżow Yezhov Iejov Ježov Ezhov Jezsov",
    "jughashvili": "Dschugaschwili Dzhugashvili Djougachvili",
    "zaitsev": "Saizew Zaitsev Zajcew Zajcev",
    "vlasov": "Wlassow Vlasov Vlassov Własow Vlaszov",
    "chernyakhovsky": "Tschernjachowski Czerniachowski Chernyakhovsky Tcherniakhovski Cherniakhovskii",
    "zhdanov": "Schdanow Żdanow Jdanov Zhdanov Ždanov Zsdanov",
    "sholokhov": "Scholochow Szołochow Sholokhov Cholokhov Šolochov Šolohov Solohov",
    "yeremenko": "Jerjomenko Jeriomienko Yeryomenko Eremenko",
}
CASES = [(person, spelling) for person, spellings in SPELLED.items() for spelling in spellings.split()]


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> Search:
    """The index of people whose names stand in Russian alone."""
    quads = [
        Quad(NamedNode(f"{ID}person/{local}"), predicate, value)
        for local, name in PEOPLE.items()
        for predicate, value in (
            (term("rdf:type"), term("elbe:Person")),
            (term("skos:prefLabel"), Literal(name, language="ru")),
        )
    ]
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    index.build(EmbeddedStore.holding(quads), path)
    return Search.open(path, CORE)


@pytest.mark.parametrize(("person", "spelling"), CASES)
def test_a_russian_name_is_found_first_as_other_languages_write_it(names, person, spelling):
    found = names.find(spelling).hits

    assert [hit.thing.iri for hit in found][:1] == [f"{ID}person/{person}"]
    assert found[0].match == "words"


@pytest.mark.parametrize(
    ("word", "spelling"),
    [
        ("петлюра", "petlura"),
        ("ђилас", "djilas"),
        ("пећанин", "pecanin"),
        ("денікін", "denikin"),
        ("будённый", "budjonny"),
    ],
)
def test_names_of_other_languages_in_cyrillic_have_their_spellings(word, spelling):
    assert spelling in forms(word)


def test_a_word_in_latin_letters_has_no_spellings_of_other_languages():
    assert forms("zhukov") == {"zhukov"}
