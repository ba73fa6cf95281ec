/** A mini program that is left is suspended some seconds later, timers and all (WeChat, 小程序运行机制). */
export const isInFront = (): boolean => true
