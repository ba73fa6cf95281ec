/** Whether this page is the one in front: the row of a list whose detail is open beside it. */
export declare function useIsInFront(url: string): boolean
