import numpy as np
import pytest

from app.learning import logistic


def test_confidence_learns_a_threshold() -> None:
    signals = np.linspace(-1, 1, 40, dtype=np.float32).reshape(-1, 1)
    model = logistic.fit(signals, signals[:, 0] > 0, np.ones(40, dtype=np.float32))
    sure = model.probabilities(signals)
    assert sure[-1] > 0.8 > 0.2 > sure[0]
    assert np.all(np.diff(sure) > 0)


def test_refusal_limit() -> None:
    assert logistic.refusal_limit([0.1, 0.2, 0.3, 0.4, 0.5], 0.25) == pytest.approx(0.2)
