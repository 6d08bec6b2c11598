/** How far the process is that has a farm's folder: a file of its own, as nobody else can open the database meanwhile. */

/** Its name in the folder. */
export const progressFile = "progress.json";
