/** Whether this build runs inside WeChat. */
export declare const hasWechat: boolean

/** A one-time code of the silent WeChat login; undefined where there is no WeChat. */
export declare function loginCode(): Promise<string | undefined>
