export const hasWechat = false

export const loginCode = async (): Promise<string | undefined> => undefined
