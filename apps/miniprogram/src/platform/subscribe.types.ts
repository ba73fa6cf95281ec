/** Whether a template was accepted, by its id; one that was not asked for is missing. */
export type SubscribeAnswers = Readonly<Record<string, boolean>>
