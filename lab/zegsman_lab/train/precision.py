"""Which precision the transformer is computed in."""

from __future__ import annotations

import torch


def reduced_precision(device: torch.device) -> torch.autocast:
    """Returns the context for the transformer: bfloat16 where the device has it.

    A processor without it computes bfloat16 a hundred times more slowly than float32.
    """
    able = device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=able)
