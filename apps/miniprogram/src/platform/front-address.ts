/** The address of the page in front, as `urlOf` writes it; empty where pages have no address that is shown. */
export declare function frontAddress(): string

export declare function useFrontAddress(): string

/** Whether this page is the one in front: the row of a list whose detail is open beside it. */
export declare function useIsInFront(url: string): boolean
