/**
 * What opening an address means now. Beside a list the details take each other's place: `stay` when it is open already,
 * `replace` without a step in the history, `follow` with one, so that the browser goes back from detail to detail.
 */
export declare function stepTo(url: string): 'open' | 'stay' | 'replace' | 'follow'

/** Adds the step that `follow` stands for; the page that is opened next takes its place. */
export declare function addStep(): void
