from claims.suggestions.folds import folds, held_out, shuffled


def test_every_example_is_measured_once_and_never_learned_from_there():
    divided = folds(7, parts=3, seed=1)

    assert sorted(place for fold in divided for place in fold.measured) == list(range(7))
    for fold in divided:
        assert sorted((*fold.learned, *fold.measured)) == list(range(7))


def test_there_are_no_more_parts_than_examples():
    assert len(folds(2, parts=5, seed=1)) == 2


def test_the_seed_decides_the_order():
    assert shuffled(20, seed=1) == shuffled(20, seed=1) != shuffled(20, seed=2)


def test_what_is_held_out_is_not_learned_from():
    fold = held_out([3, 1, 0, 2], measured=1)

    assert fold.measured == (3,)
    assert fold.learned == (0, 1, 2)
