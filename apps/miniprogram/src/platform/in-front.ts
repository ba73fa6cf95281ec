/** Whether the app is visible: browsers run pages in hidden tabs too. */
export declare function isInFront(): boolean
