/** How many services may be looked at closely at once: more than a screen shows. */
export const mostVisible = 60
