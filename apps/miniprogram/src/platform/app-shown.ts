/** Calls the listener when the person comes back to the app, after a call for example. */
export declare function onAppShown(listener: () => void): void
