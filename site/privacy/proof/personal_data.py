from privacy.registry import declare

declare(
    nothing_personal={
        "proof.ProofRun": "numbers and places of a rehearsal with made-up people",
    }
)
