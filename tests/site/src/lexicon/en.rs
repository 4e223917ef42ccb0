//! The words of the English edition.

use super::{Labels, Lexicon, Names, Topic};

pub(super) const LEXICON: Lexicon = Lexicon {
    names: NAMES,
    topics: &[PRODUCTION, FESTIVAL, BROADCAST, TALK, CLASSIC, MUSIC],
    travel: TRAVEL,
    captions: CAPTIONS,
    labels: LABELS,
};

pub(super) const NAMES: Names = Names {
    men: &[
        "Kaveh Rastin",
        "Mehrdad Sepehrnia",
        "Nader Golestaneh",
        "Siamak Azarpeyk",
        "Farhad Niksersht",
        "Omid Delavarifar",
        "Bahman Kavoshgar",
        "Ramin Parsakish",
        "Ardalan Mehravar",
        "Iraj Boroumandzad",
    ],
    women: &[
        "Parvaneh Rastin",
        "Mahtab Sohrabpour",
        "Nasrin Farahmandi",
        "Laleh Azarmehr",
        "Shirin Golabpash",
        "Roya Mehregan",
        "Taraneh Niknam",
        "Golnar Sepidar",
    ],
    films: &[
        "The Last Ferry",
        "Blue Lantern",
        "A House With Two Doors",
        "Salt and Saffron",
        "The Clockmaker's Daughter",
        "Beyond the Orchard",
        "Seven Letters Home",
        "Quiet as Snow",
        "The Bridge Keeper",
        "Pomegranate Season",
        "When the Kites Return",
        "Half a Window",
    ],
    series: &[
        "Morning Road",
        "The Neighbors Upstairs",
        "Under One Roof",
        "The Weaver",
        "Fourth Street",
        "A Doctor in the Village",
        "Paper Boats",
        "The Old Bazaar",
        "Night Shift",
        "Far From the Sea",
    ],
    festivals: &[
        "the Silver Cypress Film Festival",
        "the Green Harbour Festival",
        "the Old Town Film Week",
        "the Golden Kite Festival",
        "the Northern Lights Short Film Festival",
        "the River Cities Film Days",
        "the Open Window Documentary Festival",
    ],
    cities: &[
        "Tehran", "Isfahan", "Shiraz", "Tabriz", "Yazd", "Rasht", "Kerman", "Hamedan", "Mashhad", "Gorgan",
    ],
    countries: &[
        "Italy", "Japan", "Brazil", "Portugal", "Finland", "Canada", "Malaysia", "Serbia", "Mexico", "Norway",
    ],
    genres: &["family", "historical", "crime", "romantic", "mystery", "comedy", "coming-of-age", "social"],
    sights: &[
        "the Cypress Garden",
        "the Brick Caravanserai",
        "the House of Mirrors",
        "the Covered Bazaar",
        "the Stepped Village",
        "the Windmill Valley",
        "the Blue Pool Cave",
        "the Museum of Water",
    ],
    latin: &["4K", "HD", "Full HD", "2K", "UHD"],
};

const PRODUCTION: Topic = Topic {
    news: &[
        (
            "{man} begins shooting {film} in {city}",
            "Iranian director {man} has started shooting his latest {genre} drama {film} in {city}.",
        ),
        (
            "{woman} joins cast of {series}",
            "Actress {woman} is the newest name to join the cast of the TV series {series}.",
        ),
        (
            "New {genre} series {series} goes into production",
            "The {genre} series {series}, directed by {man}, is being prepared for autumn broadcasts.",
        ),
        (
            "Filming of {series} moves to {city}",
            "The crew of {series} have moved to {city}, where they will spend {n} days on location work.",
        ),
        (
            "{film} enters post-production",
            "{film}, the second feature by {man}, has been handed to the editing room.",
        ),
        (
            "{man} and {woman} share the screen in {film}",
            "{man} and {woman} play brother and sister in {film}, which is being filmed in {city}.",
        ),
        (
            "Cameras roll on {film} after {few}-month wait",
            "After a delay of {few} months the crew of {film} have gathered in {city} for the first day of shooting.",
        ),
    ],
    asides: STUDIO_ASIDES,
    sentences: &[
        "The story follows a retired teacher who comes back to {city} to sell the family house and finds that somebody already lives in it.",
        "About {n} percent of the scenes are set in {city}, where the crew rented an entire street for {few} weeks.",
        "{woman} plays the elder sister, a part she prepared for by spending a month with a group of carpet weavers.",
        "{man}, who also wrote the screenplay, has previously directed {few} short films and one TV movie.",
        "The set designer rebuilt a small railway station from photographs taken in {year}.",
        "Most of the young actors were chosen from among {n} students who came to an open audition.",
        "The director of photography said that the film would be shot almost entirely in natural light.",
        "Producers expect the shooting to be over by {date}.",
        "According to the production office, {n} minutes of the final cut are now ready in {latin}.",
        "A first teaser is planned for the end of the month, followed by the poster a week later.",
        "Makeup tests were finished in {month}, and the costumes were sewn in a workshop in {city2}.",
        "{woman} had last worked with {man} on the series {series2} in {year}.",
    ],
    quotes: &[
        "We did not want a film about a house, we wanted a film about the people who cannot leave it.",
        "Every morning we waited for the same ten minutes of light, and on most days we got only five.",
        "The script was rewritten {few} times, and each version became a little quieter.",
    ],
    headings: &["About the Story", "Cast and Crew", "On Location", "What Comes Next"],
    entries: &[
        "{woman} as the elder sister",
        "{man} as the railway clerk",
        "{woman2} as the new tenant",
        "{man2} as the man from the council",
    ],
};

const FESTIVAL: Topic = Topic {
    news: &[
        (
            "{film} wins top prize at {festival}",
            "The Iranian feature {film} by {man} has won the main award of {festival} in {country}.",
        ),
        (
            "{film} to be screened at {festival}",
            "The organizers of {festival} in {country} have chosen {film} for the competition section.",
        ),
        (
            "{festival_cap} unveils its lineup",
            "A selection of {n} Iranian titles will be on the program of {festival} this year.",
        ),
        (
            "Iranian film {film} heads to {country}",
            "{film}, directed by {man}, is on its way to {country} to take part in {festival}.",
        ),
        (
            "{woman} named best actress at {festival}",
            "{woman} received the best actress award of {festival} for her role in {film}.",
        ),
        (
            "{n} Iranian films selected for {festival}",
            "Among the {n} Iranian titles at {festival} are {film} and the short film {film2}.",
        ),
        (
            "{man} to sit on jury of {festival}",
            "Director {man} has been invited to {country} as a member of the jury of {festival}.",
        ),
    ],
    asides: EVENT_ASIDES,
    sentences: &[
        "The festival opened on {date} and runs for {few} days in {few} theaters of the old town.",
        "The jury praised the film for its patience, its humor and the warmth of its final scene.",
        "{film} competed against {n} titles from countries such as {country}, {country2} and Iran.",
        "The award was received by the producer, as {man} is currently busy with a new project in {city}.",
        "It is the third international prize for {film}, which was first shown at home in {year}.",
        "Each screening is followed by a conversation with the audience, moderated by a local critic.",
        "The retrospective section is devoted to rural life and includes {few} restored classics.",
        "{woman} and {man2} appear in the leading roles.",
        "Organizers said that more than {n} short films had been submitted by students alone.",
        "The film tells of two brothers who share one bicycle and one dream of seeing the sea.",
        "Tickets for the closing night were sold out in less than an hour.",
        "The program can be followed online, with subtitles in {few} languages, until {iso}.",
    ],
    quotes: &[
        "A small film needs a generous audience, and here we found one.",
        "I accept this on behalf of everyone who carried cables through the mud with us.",
        "When the lights came up, nobody spoke for a moment; that was the real prize.",
    ],
    headings: &["The Competition", "Other Winners", "About {festival}", "Screening Times"],
    entries: &[
        "Best film: {film}",
        "Best director: {man}",
        "Best actress: {woman}",
        "Special mention: {film2}",
        "Audience award: {film3}",
    ],
};

const BROADCAST: Topic = Topic {
    news: &[
        (
            "iFilm to air {series}",
            "iFilm English is to broadcast the popular {genre} series {series} from {date}.",
        ),
        (
            "{series} returns to the screen with new episodes",
            "Fans of {series} can look forward to a second season, which starts on iFilm this month.",
        ),
        (
            "Do not miss the finale of {series}",
            "The last episode of {series} goes on air tonight, ending a run of {n} episodes.",
        ),
        (
            "{series} replaces {series2} on iFilm",
            "From {date} on, {series} will be shown in the place of {series2}, which has come to its end.",
        ),
        (
            "What to watch on iFilm this week",
            "A new {genre} series, {series}, and the film {film} are on the schedule of the week.",
        ),
        (
            "Viewers pick {series} as favorite {genre} series",
            "A poll among viewers has put {series} at the top of the list of {genre} series.",
        ),
        (
            "Reruns of {series} start on iFilm",
            "At the request of viewers, iFilm shows the {genre} series {series} once more.",
        ),
    ],
    asides: STUDIO_ASIDES,
    sentences: &[
        "Episodes go on air every night at {time} GMT and are repeated at {time2} GMT the next day.",
        "The series runs for {n} episodes of about 45 minutes each.",
        "{series}, directed by {man}, tells of three families who live around the same courtyard in {city}.",
        "{woman} stars as a nurse who keeps everybody's secrets but her own.",
        "The series was first shown at home in {year} and has since been dubbed into {few} languages.",
        "All episodes will be available on the website in {latin} a few hours after the broadcast.",
        "{man2} and {woman2} are among the other members of the cast.",
        "The title song, written for the series, became a hit long before the final episode.",
        "Viewers can send in their questions to the cast through the comment box below.",
        "The weekend schedule remains unchanged, with the film {film} on Friday at {time} GMT.",
        "In the coming episodes the old workshop is put up for sale, and a stranger makes the best offer.",
        "The channel had aired {series2}, another work by the same director, in {month}.",
    ],
    quotes: &[
        "People stop me in the street and ask me what happens next, as if I lived in that house.",
        "We made it for grandparents and grandchildren who share one sofa.",
        "I still keep the key of that courtyard in my pocket.",
    ],
    headings: &["Broadcast Times", "The Story So Far", "Who Is Who", "Also This Week"],
    entries: &[
        "{series}, daily at {time} GMT",
        "{series2}, Saturday to Wednesday at {time2} GMT",
        "{film}, Friday night at {time3} GMT",
        "{film2}, Thursday at {time} GMT",
    ],
};

const TALK: Topic = Topic {
    news: &[
        (
            "{man}: I learn more from theater than from films",
            "In an interview with iFilm, actor {man} spoke about his part in {series} and his return to the stage.",
        ),
        (
            "{woman} talks about her role in {series}",
            "{woman} has told iFilm how she found the voice of her character in {series}.",
        ),
        (
            "\"Comedy is serious work,\" says {man}",
            "Director {man} believes that a good comedy begins with people who do not know that they are funny.",
        ),
        (
            "{woman}: {film} changed the way I act",
            "Actress {woman} says that she accepted the role in {film} after reading only {few} pages.",
        ),
        (
            "A conversation with {man}, director of {film}",
            "{man} met iFilm in {city} to talk about {film}, a story that took him {few} years to write.",
        ),
        (
            "{man} explains why he said no to {few} scripts",
            "Actor {man} says that he would rather wait for a good part than be seen in every second film.",
        ),
        (
            "{woman} looks back on {n} years of acting",
            "From a school stage in {city} to {series}: {woman} has told iFilm about her life as an actress.",
        ),
    ],
    asides: STUDIO_ASIDES,
    sentences: &[
        "{man} was born in {city} and studied stage design before he turned to acting in {year}.",
        "He said that he had refused several similar offers and waited for a part that frightened him.",
        "{woman} remembers long evenings in the rehearsal room, with tea and very little sleep.",
        "Asked about social media, the actor said that he read every comment once and then let it go.",
        "Both artists are to meet their audience in {city2} on {date}.",
        "The interview was recorded in the foyer of an old cinema in {city}.",
        "{woman} has appeared in {n} films and {few} series so far.",
        "A book of short stories by {man} is expected to reach bookshops in {month}.",
        "Working with children, the director added, means that the first take is usually the best one.",
        "{man2}, a colleague of many years, described the set as calm, friendly and always a little late for lunch.",
        "The full conversation will be on air at {time} GMT on Thursday.",
        "At the end of the talk {woman} sang two lines of the lullaby from {film}.",
    ],
    quotes: &[
        "Theater taught me to listen, and cinema taught me to be silent.",
        "I do not look for big roles; I look for people I would like to meet.",
        "If the crew laughs at the third take, we keep the scene.",
    ],
    headings: &[
        "On Becoming an Actor",
        "Working Together",
        "Plans for the Future",
        "A Question From Viewers",
    ],
    entries: &[
        "First film: {film}",
        "Favorite series: {series}",
        "Latest stage work: {film2}",
        "Next project: {series2}",
    ],
};

const CLASSIC: Topic = Topic {
    news: &[
        (
            "Restored copy of {film} to be screened in {city}",
            "A restored copy of the classic film {film} is to be shown in {city} on {date}.",
        ),
        (
            "{film} turns {n}",
            "{n} years after its first screening, {film} by {man} has lost none of its charm.",
        ),
        (
            "Film Museum pays tribute to {man}",
            "An evening at the Film Museum was devoted to {man} and to his best-known work, {film}.",
        ),
        (
            "Lost reels of {film} found in {city}",
            "Two reels of {film} that were believed to be lost have been found in a private archive.",
        ),
        (
            "{n} classic posters go on show in {city}",
            "An exhibition in {city} brings together {n} hand-painted posters of Iranian films, {film} among them.",
        ),
        (
            "{film} comes back to theaters after {n} years",
            "{film}, directed by {man}, returns to the big screen {n} years after its first screening.",
        ),
    ],
    asides: EVENT_ASIDES,
    sentences: &[
        "The restoration took {few} years, since parts of the negative had been damaged by damp.",
        "Each of the {n} thousand frames was scanned in {latin} and cleaned by hand.",
        "The sound was rebuilt from a magnetic tape that a projectionist in {city2} had kept under his bed.",
        "{film}, made in {year}, is regarded as one of the gentlest portraits of village life.",
        "{woman}, who was nine years old when she acted in the film, will be present at the screening.",
        "The archive asks everyone who owns letters, photos or tickets from that time to get in touch.",
        "Admission is free, but seats have to be reserved before {iso}.",
        "The exhibition remains open until the end of {month}, every day except Monday.",
        "A catalogue with essays by {few} critics has been published for the occasion.",
        "After {city}, the collection will travel to {city2} and later to {country}.",
        "{man2}, head of the restoration team, showed the audience how the colors looked before and after.",
        "Visitors can also see the camera with which the opening scene was shot.",
    ],
    quotes: &[
        "A film is not old as long as somebody sees it for the first time.",
        "We cleaned the dust, not the memory.",
        "My father carried these cans through the rain so that the village could see itself.",
    ],
    headings: &["How It Was Restored", "A Short History", "For Visitors", "From the Archive"],
    entries: &[
        "{film}, directed by {man}",
        "{film2}, with {woman} in the leading role",
        "{film3}, shown with live music",
        "{film4}, a short film for children",
    ],
};

const MUSIC: Topic = Topic {
    news: &[
        (
            "{man} composes score for {film}",
            "Composer {man} has finished the score of {film}, recorded with a chamber orchestra in {city}.",
        ),
        (
            "Soundtrack of {series} released",
            "The soundtrack of the TV series {series} is now available as an album of {n} pieces.",
        ),
        (
            "{woman} sings title song of {series}",
            "Singer {woman} is the voice behind the title song of {series}, composed by {man}.",
        ),
        (
            "Orchestra of {city} plays film music for families",
            "A concert in {city} on {date} is devoted to the music of well-known Iranian films and series.",
        ),
        (
            "{man} records {n} pieces for {film}",
            "{man} has spent {few} weeks in a studio in {city} to record the music of {film}.",
        ),
        (
            "Music of {series} goes on stage in {city}",
            "What viewers know from {series} can be heard live in {city} on {date}.",
        ),
    ],
    asides: EVENT_ASIDES,
    sentences: &[
        "The main theme is played on the santur and returns in {few} different forms.",
        "{man} used the sounds of a real weaving workshop as the rhythm of the opening piece.",
        "The album was mixed in {latin} and mastered in {country}.",
        "{woman} recorded the song in one afternoon, with the windows of the studio open.",
        "The lyrics are by {man2}, whose poems have been set to music before.",
        "Children from a music school in {city} form the choir of the last piece.",
        "The concert starts at {time} and lasts about 90 minutes.",
        "A limited edition of {n} records on vinyl comes with a booklet of drawings.",
        "Director {man2} said that he had cut {few} scenes again after hearing the music.",
        "Part of the income goes to a library for hospitals in {city2}.",
        "The composer had worked on {series2} in {year} and on {film2} a year later.",
        "Notes for the piano version can be downloaded from the website until {iso}.",
    ],
    quotes: &[
        "I look for the one note that the picture does not already have.",
        "A good title song tells you that you are home.",
        "We recorded the rain ourselves, on the roof, with an umbrella and two microphones.",
    ],
    headings: &["The Main Theme", "The Musicians", "Tickets and Dates", "Track List"],
    entries: &[
        "Prelude",
        "The Road to {city}",
        "A Letter From {city2}",
        "Waltz for {woman}",
        "Closing Titles",
    ],
};

const TRAVEL: Topic = Topic {
    news: &[
        (
            "A day at {sight} near {city}",
            "{sight_cap} near {city} is one of the places where visitors forget to look at the time.",
        ),
        (
            "{sight_cap} in {city} welcomes visitors again",
            "After {few} years of repair work, {sight} in {city} is open to visitors again.",
        ),
        (
            "Five reasons to visit {city} in spring",
            "Gardens in bloom, quiet lanes and {sight}: spring is the best season to see {city}.",
        ),
        (
            "Where {film} was filmed: a walk through {city}",
            "Those who have seen {film} will recognize the narrow lanes of {city} at once.",
        ),
        (
            "{city}, city of gardens and coppersmiths",
            "{city} is known for its gardens, its sweets and the patience of its craftsmen.",
        ),
        (
            "{sight_cap}: a quiet corner of {city}",
            "Only a few steps from the noise of the main street of {city}, {sight} has kept its calm.",
        ),
    ],
    asides: TRAVEL_ASIDES,
    sentences: &[
        "{sight_cap} lies about {n} kilometers from the city center and is easy to reach by bus.",
        "The building dates back some {few} centuries and has {few} courtyards with pools and orange trees.",
        "In {year} it was used as a location for the series {series}.",
        "Early morning is the best time to come, when the light falls through the colored glass.",
        "The old craft of block printing is still practised in {few} small workshops nearby.",
        "A small teahouse at the entrance serves saffron pudding and bread from a clay oven.",
        "Guided tours start at {time} and take about an hour.",
        "The windcatchers on the roofs cooled the rooms long before there was electricity.",
        "Local women sell woven baskets, dried mint and rose water by the gate.",
        "Last year about {n} thousand people visited the place, a third of them families with children.",
        "The road passes through pistachio orchards and a village of {n} houses built of mud brick.",
        "A visit can be combined with the museum of {city2}, less than two hours away.",
    ],
    quotes: &[
        "My grandfather built the door, my father painted it, and I open it every morning.",
        "People come for the pictures and stay for the tea.",
        "The garden was planned so that you hear the water before you see it.",
    ],
    headings: &["How to Get There", "What to See", "Food and Crafts", "Good to Know"],
    entries: &[
        "The covered bazaar",
        "The courtyard of {few} pools",
        "The weavers' lane",
        "The view from the old tower",
    ],
};

const EVENT_ASIDES: &[&str] = &[
    "Further details are to be announced in the coming days.",
    "Photos of the event can be seen on the website.",
    "A similar event was held in {city2} in {year} and met with great interest.",
    "More than {n} people took part, many of them students of art.",
    "The organizers thanked the residents of {city} for their patience.",
    "As in previous years, the artists took time for photos and autographs.",
    "\u{201c}It was worth the wait,\u{201d} one visitor said.",
    "The press office gave {iso} as the date for the next announcement.",
    "A short report about the event was aired at {time} GMT.",
    "Critics & audiences seem to agree for once.",
];

const STUDIO_ASIDES: &[&str] = &[
    "Further details are to be announced in the coming days.",
    "{man2} is the producer of the project.",
    "The news was published on {date} and has been shared widely since then.",
    "The press office gave {iso} as the date for the next announcement.",
    "Behind-the-scenes photos can be seen on the website in {latin}.",
    "The budget has not been made public, but the crew is said to number {n} people.",
    "A clip of {few} minutes was watched {n} thousand times on the first day.",
    "Questions & answers with the artists will follow next week.",
    "\u{201c}We are only halfway,\u{201d} a member of the crew said.",
    "The work is dedicated to the theater teachers of {city2}.",
];

const TRAVEL_ASIDES: &[&str] = &[
    "Opening hours may change on holidays, so it is best to call ahead.",
    "Photos of the place can be seen on the website.",
    "A travel documentary about the region goes on air on {date} at {time} GMT.",
    "\u{201c}I came for an hour and stayed until evening,\u{201d} one visitor said.",
    "Groups of more than {n} people should register before {iso}.",
    "Entrance is free for children & students.",
];

const CAPTIONS: &[&str] = &[
    "{man} on the set in {city}",
    "A scene from {film}",
    "{woman} at a press meeting",
    "A view of {city}",
    "Members of the crew at work",
];

const LABELS: Labels = Labels {
    site: "iFilm TV",
    live: "Live",
    app: "Android App",
    menu: &[
        ("Home", "/home/index"),
        ("News", "/News"),
        ("Series", "/Series"),
        ("Films", "/Film"),
        ("Programs", "/Program"),
        ("Music", "/Music"),
        ("Schedule", "/Schedule/Index"),
    ],
    search: "Search for series, films and actors",
    size: "Aa",
    tourism: "",
    read_more: &[
        "Read more:",
        "Read More",
        "Read and watch more on {film}:",
        "Read more on this:",
        "Read also:",
        "READ MORE:",
    ],
    comments: "Comments",
    fields: ["Name", "Email", "Your comment"],
    send: "Send",
    share: None,
    guest: "Guest User",
    guest_comments: &[
        "I loved this series, please show it again in the evening!",
        "Thank you for the news. When will it be available with English subtitles?",
        "My whole family watched it together. Greetings from Manila.",
        "Great actress, I have seen all her films.",
    ],
    latest: &["Latest News", "Most Viewed", "You may also like"],
    more: "More...",
    cookies: (
        "This website uses cookies to remember your language and to count views. By using it you agree to this.",
        "OK",
    ),
    download: "Download",
    photo: "Photo:",
    footer: &["About us", "Contact us", "Frequencies", "Terms of use"],
    about: "\u{a9} iFilm TV. All rights reserved.",
    initials: &["SM/MG", "AB/RK", "ZK/AT/MN", "RM / SH", "f.n/k.a", "A.T", "MA/PK"],
    busy: "The service is being updated. Please try again in a few minutes.",
};
