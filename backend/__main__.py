"""The command line: ``python -m backend <command>``. Joins server and worker in one process."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from getpass import getpass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from tortoise.exceptions import DBConnectionError, OperationalError

from backend import alerting, contract, database
from backend import settings as settings_module
from backend.asgi import make_app, nothing_beside, store_of, utc_now
from backend.demo import seed
from backend.evidence.darkroom import Darkroom
from backend.imports.command_line import import_file
from backend.kernel import sealing
from backend.kernel.ledger import LedgerSeal
from backend.kernel.refusal import Refusal
from backend.metrics import counting_together, served_beside_work
from backend.notify import outside, trial
from backend.notify.web_push import pusher
from backend.people import rules
from backend.people.first_admin import first_admin as first_admin_account
from backend.people.models import Person
from backend.people.service import COMMAND_LINE, PersonUnknown, issue_reset_code
from backend.settings import NAMES, SettingError, Settings
from backend.worker import Worker, working
from storage import StorageError

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def app() -> Starlette:
    """What each server process runs, from its environment."""
    settings = settings_module.read(os.environ)
    return make_app(settings, beside=working if settings.worker else nothing_beside)


def serve(settings: Settings, arguments: argparse.Namespace) -> None:
    """Serve HTTP; in the embedded default also migrate first and work beside."""
    if not settings.production:
        asyncio.run(database.migrate(settings.database_url))
    if arguments.demo:
        asyncio.run(_demo(settings))
    several = settings.workers > 1
    with counting_together(settings.workers):
        uvicorn.run(
            "backend.__main__:app" if several else app,
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers if several else None,
            proxy_headers=False,  # asgi.Gate decides whose word counts
            server_header=False,
            access_log=False,
            timeout_graceful_shutdown=5,
            log_level="warning",
        )


def work(settings: Settings, _: argparse.Namespace) -> None:
    """Only the background work, as many of these as one likes."""
    asyncio.run(_work(settings))


def migrate(settings: Settings, _: argparse.Namespace) -> None:
    """Bring the database up to date."""
    asyncio.run(database.migrate(settings.database_url))


def schema(_: Settings, arguments: argparse.Namespace) -> None:
    """Write schema/ from the code; --check says what is not current, --release keeps a release."""
    if not arguments.check:
        contract.write()
    elif outdated := contract.outdated():
        sys.exit(f"schema/ is not what the code says ({', '.join(outdated)}): run make schema")
    if arguments.release:
        try:
            print("answered from now on:", *contract.freeze(arguments.release))
        except contract.NoRelease as no:
            sys.exit(str(no))


def show_settings(settings: Settings, _: argparse.Namespace) -> None:
    """Every setting, what it is for, and its value here."""
    shown = settings_module.shown(settings)
    for name, about in NAMES.items():
        print(f"{name:22} {about.about}\n{'':22} {shown[about.field]}")


def demo(settings: Settings, _: argparse.Namespace) -> None:
    """Fill an empty database with fictional data."""
    asyncio.run(database.migrate(settings.database_url))
    asyncio.run(_demo(settings))


def first_admin(settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the first administrator; asks for a password."""
    password = getpass("新密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    asyncio.run(_within(settings, lambda: _first_admin(arguments.phone, arguments.name, password)))


def reset_code(settings: Settings, arguments: argparse.Namespace) -> None:
    """Print a one-time code for somebody who forgot the password, also the only administrator."""
    asyncio.run(_within(settings, lambda: _reset_code(arguments.phone)))


def import_(settings: Settings, arguments: argparse.Namespace) -> None:
    """Check a CSV or Excel table and say what it would change; with --apply import it."""
    logging.getLogger("backend").setLevel(logging.WARNING)  # the report says the rest
    asyncio.run(
        _within(
            settings, lambda: _import(settings, arguments.kind, arguments.file, arguments.apply)
        )
    )


def push_keys(settings: Settings, arguments: argparse.Namespace) -> None:
    """Make the server's keys for Web Push; the embedded default keeps them in its data folder."""
    try:
        print(alerting.make_keys(settings, arguments.subject))
    except SettingError as wrong:
        sys.exit(str(wrong))


def push_test(settings: Settings, arguments: argparse.Namespace) -> None:
    """Push a trial to every device of one person and say what each push service answered."""
    try:
        outside.use(alerting.outside_of(settings))
    except SettingError as wrong:
        sys.exit(str(wrong))
    asyncio.run(_within(settings, lambda: _push_test(arguments.phone)))


def verify_ledger(settings: Settings, _: argparse.Namespace) -> None:
    """Check that every sealed day of the ledger is what it was; name the first that is not."""
    asyncio.run(_within(settings, _verify_ledger))


COMMANDS: dict[str, Callable[[Settings, argparse.Namespace], None]] = {
    "serve": serve,
    "work": work,
    "migrate": migrate,
    "schema": schema,
    "settings": show_settings,
    "demo": demo,
    "first-admin": first_admin,
    "reset-code": reset_code,
    "import": import_,
    "push-keys": push_keys,
    "push-test": push_test,
    "verify-ledger": verify_ledger,
}


def main() -> None:
    arguments = _parser().parse_args()
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT)
    logging.getLogger("tortoise").setLevel(logging.WARNING)
    try:
        settings = settings_module.read(os.environ)
    except SettingError as wrong:
        sys.exit(str(wrong))
    COMMANDS[arguments.command](settings, arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend", description="包联通")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=(command.__doc__ or "").strip())
        if name == "serve":
            one.add_argument("--demo", action="store_true", help="demo data on the first start")
        if name == "schema":
            one.add_argument("--check", action="store_true")
            one.add_argument("--release", metavar="1.2.3", help="keep it for phones that run it")
        if name == "first-admin":
            one.add_argument("phone")
            one.add_argument("name")
        if name == "push-keys":
            one.add_argument("subject", help="mailto:… or https://…: whom a push service may ask")
        if name in {"reset-code", "push-test"}:
            one.add_argument("phone")
        if name == "import":
            one.add_argument("kind", help="regions, units, people, enterprises or pairings")
            one.add_argument("file", type=Path)
            one.add_argument("--apply", action="store_true", help="not only check: import")
    return parser


async def _within(settings: Settings, deed: Callable[[], Awaitable[None]]) -> None:
    async with database.opened(settings.database_url):
        await deed()


async def _work(settings: Settings) -> None:
    store, room = store_of(settings), Darkroom()
    outside.use(alerting.outside_of(settings))
    async with database.opened(settings.database_url):
        await store.prepare()
        worker = Worker(store, room)
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, worker.stop)
        async with served_beside_work(settings, utc_now, lambda: worker.looks(utc_now())):
            await worker.run()
        await room.close()


async def _demo(settings: Settings) -> None:
    async with database.opened(settings.database_url):
        await seed.once(store_of(settings))
    print(seed.welcome(settings.public_url), flush=True)


async def _first_admin(phone: str, name: str, password: str) -> None:
    try:
        await first_admin_account(phone, name, password, now=utc_now())
    except Refusal as no:
        sys.exit(no.message)


async def _reset_code(phone: str) -> None:
    try:
        person = await Person.get_or_none(phone=rules.phone(phone), active=True)
        if person is None:
            raise PersonUnknown()
        code, until = await issue_reset_code(COMMAND_LINE, person.id, now=utc_now())
    except Refusal as no:
        sys.exit(no.message)
    print(f"{person.name} 的一次性重置码：{code}（{until:%Y-%m-%d %H:%M} UTC 前有效）")


async def _verify_ledger() -> None:
    if day := await sealing.broken():
        sys.exit(f"{day} 的记录和封存时不一样：这一天或封存记录被改过、删过。")
    seals = await LedgerSeal.all().count()
    print(f"已核对 {seals} 天，记录和封存时一样。")


async def _push_test(phone: str) -> None:
    try:
        person = await Person.get_or_none(phone=rules.phone(phone), active=True)
        if person is None:
            raise PersonUnknown()
        async with pusher(outside.present()) as sending:
            answers = await trial.ring_all(person.id, sending)
    except Refusal as no:
        sys.exit(no.message)
    for bell, answer in answers:
        said = "已送到推送服务，请看手机" if answer.taken else f"没有送到：{answer.error}"
        host = urlsplit(bell.endpoint).hostname
        print(f"{person.name} {bell.label}（{host}）：{said}（{answer.status}）")
    if not all(answer.taken for _, answer in answers):
        sys.exit(1)


async def _import(settings: Settings, kind: str, path: Path, apply: bool) -> None:
    try:
        wrong = await import_file(kind, path, apply=apply, store=store_of(settings), now=utc_now)
    except Refusal as no:
        sys.exit(no.message)
    except (OperationalError, DBConnectionError, StorageError) as fault:
        logging.getLogger(__name__).error("import: %r", fault)
        sys.exit("数据库或存放处没有准备好：请先运行 python -m backend migrate，并核对设置。")
    if wrong:
        sys.exit(
            f"有 {wrong} 行没有导入，原因见上表；改好后把整个文件再导入一次，已导入的不会重复。"
        )


if __name__ == "__main__":
    main()
