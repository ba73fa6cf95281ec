/** Where the app runs, in the words of the access log. */
export declare const environment: '小程序' | '微信浏览器' | '普通浏览器'

/** Sends JSON to a path of the API without waiting for an answer, also while the page is being left. */
export declare function sendBeacon(path: string, json: string): void
