"""The stamp by which the processes of one machine tell each other of changes."""

from cms.freshness.stamp import Stamp


def test_what_one_process_changes_another_sees(tmp_path):
    one, other = (Stamp(tmp_path / "work" / "stamp") for _ in range(2))
    before = other.read()
    one.change()
    assert one.is_shared
    assert other.read() == one.read() != before


def test_where_nothing_can_be_written_it_says_so_and_serves_this_process(tmp_path, caplog):
    (tmp_path / "work").touch()  # a file where the folder should be: nobody can write below it
    one = Stamp(tmp_path / "work" / "stamp")
    assert not one.is_shared
    assert "stamp of changes cannot be shared" in caplog.text
    before = one.read()
    one.change()
    assert one.read() != before
