/** Without letters and digits that look alike when they are read out or copied by hand. */
export const PASSWORD_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 12

/**
 * A one-time password.
 * @param draw gives a random index into PASSWORD_LETTERS
 */
export const oneTimePasswordOf = (draw: () => number): string =>
  Array.from({ length: PASSWORD_LENGTH }, () => PASSWORD_LETTERS[draw()]).join('')
