/** Articles that the home tab of a person shows. */
export const NEWEST_ARTICLES = 3
/** Resumes that the home tab of staff shows. */
export const NEWEST_RESUMES = 5
/** Interviews that it shows. */
export const FIRST_INTERVIEWS = 5
