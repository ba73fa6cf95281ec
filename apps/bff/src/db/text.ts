/** PostgreSQL fails on a null character and on half a surrogate pair, in a search as well as in a row; SQLite keeps them. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)
