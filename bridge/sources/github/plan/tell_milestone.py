"""``milestone``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#milestone"""

from __future__ import annotations

from bridge.model import Message
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import before, changed, day, milestone_facts, milestone_named, rewritten
from bridge.sources.github.scene import Scene, moment, page
from bridge.sources.payload import mapping, one_line


def plainly(sentence: str, color: str, *, in_full: bool = False) -> Compose:
    """A message that is its sentence, and how far the milestone has come; a new one says what it is for."""

    def tell(scene: Scene) -> Message:
        milestone = mapping(scene.body.get("milestone"))
        gone = sentence == "milestone.deleted"
        url = "" if gone else page(milestone, "")
        return scene.message(
            scene.say(sentence, milestone=milestone_named(scene, milestone, gone=gone)),
            url=url,
            quote=scene.markdown(milestone.get("description"), url) if in_full else (),
            facts=milestone_facts(scene, milestone),
            color=color,
            time=moment(milestone.get("updated_at")) or moment(milestone.get("created_at")),
        )

    return tell


def edited(scene: Scene) -> Message:
    """Another title, another date, another description."""
    milestone = mapping(scene.body.get("milestone"))
    (title, old_title), (due, old_due) = before(scene.body, "title"), before(scene.body, "due_on")
    meaning, old_meaning = before(scene.body, "description")
    return scene.message(
        scene.say("milestone.edited", milestone=milestone_named(scene, milestone)),
        url=page(milestone, ""),
        quote=rewritten(old_meaning, milestone.get("description")) if meaning else (),
        facts=(
            *(changed(scene, "plan_title", one_line(old_title), one_line(milestone.get("title"))) if title else ()),
            *(changed(scene, "plan_due", day(old_due), day(milestone.get("due_on"))) if due else ()),
        ),
        color=colors.DONE if one_line(milestone.get("state")) == "closed" else colors.OPEN,
        time=moment(milestone.get("updated_at")),
    )
