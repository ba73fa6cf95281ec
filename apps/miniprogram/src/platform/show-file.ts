/** Whether the phone has a viewer of its own for pictures, in which they are enlarged and leafed through. */
export declare const hasPictureViewer: boolean

/** Plays a film over the whole screen. False when the phone could not. */
export declare function showFilm(url: string): Promise<boolean>

/** Shows a PDF; in a browser it is saved. False when it could not be fetched or shown. */
export declare function showDocument(url: string, name: string): Promise<boolean>
