/** How long the proof of a reading holds: to compare a card line by line, and to be interrupted once. */
export const PROOF_MINUTES = 30
