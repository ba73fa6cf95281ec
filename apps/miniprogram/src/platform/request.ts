import type { HttpReply, HttpRequest } from './http-message'

/** Resolves with every HTTP answer, 4xx and 5xx too; rejects with a NetworkError only when there was none. */
export declare function send(request: HttpRequest): Promise<HttpReply>
