/** A hash of the contract that this release was built with: the form of the server's answers. */
export const ANSWER_FORM: string = process.env.QINGPIN_ANSWER_FORM ?? 'unbuilt'
