/** The id of the button whose tap WeChat counts as an agreement. */
export const AGREE_BUTTON = 'privacy-agree'

/** `shown` tells WeChat that the question is visible; one of the other answers has to follow. */
export type PrivacyAnswer = (decision: 'shown' | 'agree' | 'disagree') => void
