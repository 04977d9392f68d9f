"""``label``: https://docs.github.com/en/webhooks/webhook-events-and-payloads#label"""

from __future__ import annotations

from bridge.model import Message
from bridge.sources.github import colors
from bridge.sources.github.kind import Compose
from bridge.sources.github.plan.parts import before, changed, label_named
from bridge.sources.github.scene import Scene
from bridge.sources.payload import mapping, one_line


def plainly(sentence: str, color: str = colors.PLAIN) -> Compose:
    """A message that is its sentence and what the label means."""

    def tell(scene: Scene) -> Message:
        label = mapping(scene.body.get("label"))
        gone = sentence == "label.deleted"
        return scene.message(
            scene.say(sentence, label=label_named(scene, label, gone=gone)),
            facts=scene.fact("plan_description", one_line(label.get("description"))),
            color=color,
        )

    return tell


def edited(scene: Scene) -> Message:
    """Another name, another colour, another meaning."""
    label = mapping(scene.body.get("label"))
    (name, old_name), (color, old_color) = before(scene.body, "name"), before(scene.body, "color")
    (meaning, old_meaning), new_meaning = before(scene.body, "description"), one_line(label.get("description"))
    return scene.message(
        scene.say("label.edited", label=label_named(scene, label)),
        facts=(
            *(changed(scene, "plan_name", one_line(old_name), one_line(label.get("name"))) if name else ()),
            *(changed(scene, "plan_description", one_line(old_meaning), new_meaning) if meaning else ()),
            *(changed(scene, "plan_color", _hex(old_color), _hex(label.get("color"))) if color else ()),
        ),
        color=colors.PLAIN,
    )


def _hex(color: object) -> str:
    """A colour as GitHub shows it."""
    found = one_line(color)
    return f"#{found}" if found else ""
