/** Of each trade the workers who changed last are looked at, so that a large register costs no more than a small one. */
export const LOOKED_AT = 2000
