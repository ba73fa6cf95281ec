/** Where the API is: empty in the browser, where the page and the API have one origin. */
export const apiAddress: string = process.env.TARO_APP_API ?? ''

/** An address that an image or a download can use; paths on our server get its address in front. */
export const mediaUrl = (url: string): string => (url.startsWith('/') ? apiAddress + url : url)
