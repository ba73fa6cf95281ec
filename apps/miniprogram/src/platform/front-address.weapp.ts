export const frontAddress = (): string => ''
export const useFrontAddress = frontAddress
export const useIsInFront = (_url: string): boolean => false
