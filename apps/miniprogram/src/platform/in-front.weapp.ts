/** WeChat suspends a mini program in the background after some seconds, with its timers (小程序运行机制). */
export const isInFront = (): boolean => true
