"""Build hook: the rule packs pass their gates, and the wheel carries their parsed form."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Puts srclint/rules/compiled.bin into a wheel; an editable install parses on first use instead."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check and compile; a pack that fails a gate fails the build."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from srclint.data import COMPILED, compile_tables
            from srclint.match import checked_pack
            from srclint.pack import builtin_packs

            for pack in builtin_packs():
                checked_pack(pack, shipped=True)
            self._folder = tempfile.TemporaryDirectory()
            compiled = Path(self._folder.name) / COMPILED
            compiled.write_bytes(compile_tables(root / "rules"))
        finally:
            sys.path.remove(str(root))
        build_data["force_include"][str(compiled)] = f"srclint/rules/{COMPILED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the compiled file away again."""
        del version, build_data, artifact_path
        if hasattr(self, "_folder"):
            self._folder.cleanup()
