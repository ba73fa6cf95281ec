export declare function callPhone(number: string): void
