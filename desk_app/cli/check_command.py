"""`reo-desk check` and `self-test`: is the desk's data whole, does this installation work."""

from desk_app.cli.frame import Context, TerminalProgress, json_option, pass_context, print_json, say
from desk_app.cli.speech import command


@command("check", "cli.help.check")
@json_option
@pass_context
def check_command(context: Context, as_json: bool) -> int:
    """Exit 1 when something is wrong."""
    from desk_app.jobs.check_desk import check_desk

    found = check_desk(context.desk, TerminalProgress(context.words))
    wrong = any(finding.wrong for finding in found)
    if as_json:
        items = [{"key": f.key, "seen": f.seen, "wrong": f.wrong} for f in found]
        print_json({"ok": not wrong, "findings": items})
        return int(wrong)
    for finding in found:
        mark = "×" if finding.wrong else "✓"
        say(context.words(f"check.item.{finding.key}", mark=mark, seen=finding.seen, wrong=finding.wrong))
    say(context.words("check.wrong" if wrong else "check.well", folder=context.folder))
    return int(wrong)


@command("self-test", "cli.help.self_test")
@json_option
@pass_context
def self_test_command(context: Context, as_json: bool) -> int:
    """Exit 1 when a part does not work."""
    from desk_app.jobs.self_test import self_test

    results = self_test()
    failed = any(result.error for result in results)
    if as_json:
        parts = [{"part": r.part, "ok": not r.error, "seen": r.seen, "error": r.error} for r in results]
        print_json({"ok": not failed, "parts": parts})
        return int(failed)
    for result in results:
        name = context.words(f"check.part.{result.part}")
        say(f"{'×' if result.error else '✓'} {name}: {result.error or result.seen}")
    say(context.words("check.self_test_failed" if failed else "check.self_test_passed"))
    return int(failed)
