/** Articles that the home tab of a person shows. */
export const NEWEST_ARTICLES = 3
/** Resumes that the home tab of staff shows. */
export const NEWEST_RESUMES = 5
/** Interviews that it shows. */
export const FIRST_INTERVIEWS = 5

/** What a moderated text belongs to. */
export const MODERATED_SUBJECTS = ['account', 'resume', 'participant', 'shortlist-comment', 'shortlist-times'] as const
export type ModeratedSubject = (typeof MODERATED_SUBJECTS)[number]
