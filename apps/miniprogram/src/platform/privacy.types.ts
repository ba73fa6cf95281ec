/** The id of the button whose tap WeChat counts as an agreement. */
export const AGREE_BUTTON = 'privacy-agree'

/** `shown` tells WeChat that the person has been asked; one of the others has to follow. */
export type PrivacyAnswer = (decision: 'shown' | 'agree' | 'disagree') => void
