import type { Stream, StreamRequest } from './stream.types'

/** Events come as they arrive, then `onEnd` once; after `stop()` neither is called any more. */
export declare function openStream(request: StreamRequest): Stream

/** Whether events come as they happen; else the whole answer comes at its end. */
export declare function canStream(): boolean
