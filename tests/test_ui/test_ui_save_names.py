"""What a file is suggested to be called: where it lasts, with one ending, and never over what it is a copy of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hanging import Hanging
from ui.files.save_names import caption_of, name_of_copy, name_of_recovered, name_of_version, with_suffix
from ui.soon import soon


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("plan", "plan.stratmap"),
        ("plan.stratmap", "plan.stratmap"),
        ("plan.STRATMAP", "plan.STRATMAP"),
        ("v1.2", "v1.2.stratmap"),
    ],
)
def test_a_name_has_our_ending_once(name: str, named: str) -> None:
    assert with_suffix(Path(name), ".stratmap") == Path(named)


def test_a_copy_is_suggested_beside_its_file_and_never_over_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.stratmap"
    path.touch()
    assert name_of_copy(path, ()) == tmp_path / "plan (copy).stratmap"
    (tmp_path / "plan (copy).stratmap").touch()
    assert name_of_copy(path, ()) == tmp_path / "plan (copy 2).stratmap"


def test_a_copy_of_what_will_be_cleared_is_suggested_where_the_person_keeps_maps(tmp_path: Path) -> None:
    attachment = tmp_path / "Content.Outlook" / "plan.stratmap"
    recent = [str(tmp_path / "gone" / "a.stratmap"), str(attachment), str(tmp_path / "maps" / "b.stratmap")]
    for folder in ("Content.Outlook", "maps"):
        (tmp_path / folder).mkdir()
    assert name_of_copy(attachment, recent) == tmp_path / "maps" / "plan.stratmap"
    (tmp_path / "maps" / "plan.stratmap").touch()
    assert name_of_copy(attachment, recent) == tmp_path / "maps" / "plan (copy).stratmap"


def test_a_copy_without_an_ending_gets_ours(tmp_path: Path) -> None:
    assert name_of_copy(tmp_path / "attachment.tmp", ()) == tmp_path / "attachment.tmp.stratmap"


def test_what_was_recovered_is_suggested_beside_what_it_was(tmp_path: Path) -> None:
    assert name_of_recovered(tmp_path / "plan.stratmap") == tmp_path / "plan (recovered).stratmap"


PLAN = Path("folder") / "plan.stratmap"


@pytest.mark.parametrize(
    ("title", "path", "former", "caption"),
    [
        ("Corner  Bakery", PLAN, None, "Corner Bakery – plan.stratmap"),
        ("Plan", PLAN, None, "Plan"),
        ("", PLAN, None, "plan.stratmap"),
        ("Corner Bakery", None, None, "Corner Bakery"),
        ("", None, None, "Untitled map"),
        ("Corner Bakery", None, PLAN, "Corner Bakery (copy)"),
        ("", None, PLAN, "plan.stratmap (copy)"),
    ],
)
def test_a_map_is_called_by_its_title_and_by_its_file_where_that_is_called_otherwise(
    title: str, path: Path | None, former: Path | None, caption: str
) -> None:
    assert caption_of(title, path, former) == caption


def test_the_end_of_a_long_file_name_is_in_the_title_too() -> None:
    caption = caption_of("t" * 2000, Path(f"{'p' * 200} (mine).stratmap"), None)
    assert caption.endswith("p (mine).stratmap")
    assert len(caption) < 200


def test_a_version_is_suggested_by_its_own_name_in_letters_that_any_system_takes() -> None:
    assert name_of_version(PLAN, "as agreed: 3/5?") == PLAN.with_name("plan (as agreed 3 5).stratmap")
    assert name_of_version(PLAN, "../..\\<>") == PLAN.with_name("plan (version).stratmap")
    assert len(name_of_version(PLAN, "v" * 2000).name) < 100


def test_a_share_that_has_gone_keeps_no_window_waiting_for_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, asks = Hanging(), Path.is_dir

    def is_dir(path: Path) -> bool:
        return bool(share()) if "share" in path.parts else asks(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    attachment = tmp_path / "Content.Outlook" / "plan.stratmap"
    with share.waits_for_nobody():
        assert name_of_copy(attachment, [str(tmp_path / "share" / "a.stratmap")]).name == "plan.stratmap"


def test_a_question_the_disk_answers_soon_is_answered_by_it(tmp_path: Path) -> None:
    assert soon(tmp_path.is_dir, False)
    assert not soon((tmp_path / "missing").is_dir, True)

    def fails() -> bool:
        raise OSError("the disk is gone")

    assert soon(fails, True)
