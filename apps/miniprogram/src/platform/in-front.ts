/** Whether somebody can see the app: a browser lets pages work on in tabs that are hidden. */
export declare function isInFront(): boolean
