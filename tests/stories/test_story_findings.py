"""An owner draws, and the map says where it does not hang together."""

from __future__ import annotations

from tests.user import User


def test_an_initiative_that_serves_nothing_is_pointed_out(user: User) -> None:
    user.draws("Objective", "Grow revenue", at=(400, 120))
    user.draws("Initiative", "New portal", at=(400, 360))
    user.sees_finding("‘New portal’ serves no objective")
    user.connects("New portal", "Grow revenue")
    user.sees_no_finding("serves no objective")
    user.presses("Ctrl+Z")
    user.sees_finding("‘New portal’ serves no objective")


def test_two_initiatives_that_cannot_both_be_had_are_a_finding(user: User) -> None:
    user.draws("Initiative", "Open a shop", at=(300, 300))
    user.draws("Initiative", "Go online only", at=(640, 300))
    user.connects("Open a shop", "Go online only", tool="Conflicts")
    user.sees_finding("‘Go online only’")
    assert any("SM204" in finding.code for finding in user.workspace.findings.findings)


def test_a_circle_of_requirements_is_a_finding(user: User) -> None:
    user.draws("Initiative", "Hire", at=(300, 300))
    user.draws("Initiative", "Train", at=(700, 300))
    user.connects("Hire", "Train", tool="Requires")
    user.connects("Train", "Hire", tool="Requires")
    user.sees_finding("‘Hire’")
    user.chooses_finding("be the first to start")
    user.sees_lit("Hire", "Train")


def test_a_feedback_loop_is_named_and_lit(user: User) -> None:
    user.draws("Factor", "Happy customers", at=(300, 200))
    user.draws("Factor", "Recommendations", at=(700, 200))
    user.draws("Factor", "Weather", at=(500, 500))
    user.connects("Happy customers", "Recommendations", tool="Supports")
    user.sees_loops()
    user.connects("Recommendations", "Happy customers", tool="Supports")
    user.sees_loops("R1")
    user.chooses_loop("R1")
    user.sees_lit("Happy customers", "Recommendations")
    user.presses("Escape")
    assert user.workspace.selection.lit is None
